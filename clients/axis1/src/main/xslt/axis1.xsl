<?xml version="1.0" encoding="UTF-8"?>
<!--
  What WSDL2Java of Axis 1.4 cannot read is cut out of the WSDL: the SOAP 1.2 bindings and their ports, where it misses
  soap:fault; and the message of the fault has another name, or it would name one class in two ways.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
    xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/">

  <xsl:template match="wsdl:binding[soap12:binding] | wsdl:port[soap12:address]"/>

  <xsl:template match="wsdl:message[@name = 'GatewayFault']/@name | wsdl:fault/@message">
    <xsl:attribute name="{name()}">
      <xsl:value-of select="."/>
      <xsl:text>Message</xsl:text>
    </xsl:attribute>
  </xsl:template>

  <xsl:template match="@* | node()">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()"/>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
