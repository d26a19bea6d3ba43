package dev.yizhan.gateway.soap;

import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.RefusedRecipients;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.request.SoapVersion;
import dev.yizhan.soap.HardenedXml;
import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the contract's fault in either SOAP version. */
final class FaultWriter {

  private static final Set<FaultCode> SERVER_FAULTS =
      EnumSet.of(
          FaultCode.VENDOR_REFUSED,
          FaultCode.VENDOR_UNAVAILABLE,
          FaultCode.VENDOR_IN_DOUBT,
          FaultCode.STORE_UNAVAILABLE,
          FaultCode.STORE_IN_DOUBT,
          FaultCode.INTERNAL);

  private final XMLStreamWriter out;
  private final SoapVersion version;

  private FaultWriter(XMLStreamWriter out, SoapVersion version) {
    this.out = out;
    this.version = version;
  }

  static byte[] write(SoapVersion version, GatewayException fault, FaultHeader header) {
    try {
      ByteArrayOutputStream document = new ByteArrayOutputStream();
      XMLStreamWriter out = HardenedXml.replacingWriter(document);
      new FaultWriter(out, version).write(fault, header);
      out.close();
      return document.toByteArray();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A fault cannot be written", e);
    }
  }

  private void write(GatewayException fault, FaultHeader header) throws XMLStreamException {
    boolean server = SERVER_FAULTS.contains(fault.code());
    String message = String.valueOf(fault.getMessage());
    out.writeStartDocument("UTF-8", "1.0");
    out.writeStartElement("soap", "Envelope", version.namespace());
    out.writeNamespace("soap", version.namespace());
    header.write(out, version);
    out.writeStartElement("soap", "Body", version.namespace());
    out.writeStartElement("soap", "Fault", version.namespace());
    if (version == SoapVersion.SOAP_11) {
      text("faultcode", "soap:" + soapCode(fault.code(), server ? "Server" : "Client"));
      text("faultstring", message);
      out.writeStartElement("detail");
    } else {
      out.writeStartElement("soap", "Code", version.namespace());
      out.writeStartElement("soap", "Value", version.namespace());
      out.writeCharacters("soap:" + soapCode(fault.code(), server ? "Receiver" : "Sender"));
      out.writeEndElement();
      out.writeEndElement();
      out.writeStartElement("soap", "Reason", version.namespace());
      out.writeStartElement("soap", "Text", version.namespace());
      out.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", "en");
      out.writeCharacters(message);
      out.writeEndElement();
      out.writeEndElement();
      out.writeStartElement("soap", "Detail", version.namespace());
    }
    detail(fault, message);
    out.writeEndDocument();
  }

  private static String soapCode(FaultCode code, String other) {
    return switch (code) {
      case MUST_UNDERSTAND -> "MustUnderstand";
      case NOT_SOAP -> "VersionMismatch";
      default -> other;
    };
  }

  private void detail(GatewayException fault, String message) throws XMLStreamException {
    out.writeStartElement(Contract.FAULT);
    out.writeDefaultNamespace(Contract.NAMESPACE);
    text("code", fault.code().name());
    text(
        "category",
        fault.vendorCode().map(ResultCode::category).orElse(fault.code().category()).name());
    if (fault.vendorCode().isPresent()) {
      ResultCode vendor = fault.vendorCode().get();
      text("vendorCode", vendor.code());
      text("vendorMeaningZh", vendor.chinese());
      text("vendorMeaningEn", vendor.english());
    }
    boolean retryable =
        fault.vendorCode().map(ResultCode::retryable).orElse(fault.code().retryable());
    text("retryable", Boolean.toString(retryable));
    text("detail", message);
    if (fault.submission().isPresent()) {
      text("submissionId", Long.toString(fault.submission().getAsLong()));
    }
    if (fault.refusedRecipients().count() > 0) {
      refusedRecipients(fault.refusedRecipients());
    }
    out.writeEndElement();
  }

  private void refusedRecipients(RefusedRecipients recipients) throws XMLStreamException {
    text("refusedRecipientCount", Integer.toString(recipients.count()));
    for (RefusedRecipients.Refused recipient : recipients.listed()) {
      out.writeStartElement("refusedRecipient");
      text("number", recipient.number());
      text("reason", recipient.reason());
      text("index", Integer.toString(recipient.index()));
      text("code", recipient.code().name());
      out.writeEndElement();
    }
  }

  private void text(String name, String value) throws XMLStreamException {
    out.writeStartElement(name);
    out.writeCharacters(value);
    out.writeEndElement();
  }
}
