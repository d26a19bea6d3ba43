<?xml version="1.0" encoding="UTF-8"?>
<!--
  Adapts the WSDL to WSDL2Java of Axis 1.4. Removes the SOAP 1.2 bindings and their ports, in which it does not find
  soap:fault. Renames the message of the fault, whose class would otherwise have the name of the element's class.
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
