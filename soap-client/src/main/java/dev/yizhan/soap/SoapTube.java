package dev.yizhan.soap;

import static java.util.Objects.requireNonNull;

import com.sun.xml.ws.api.message.Message;
import com.sun.xml.ws.api.message.Packet;
import com.sun.xml.ws.api.pipe.ClientTubeAssemblerContext;
import com.sun.xml.ws.api.pipe.NextAction;
import com.sun.xml.ws.api.pipe.TransportTubeFactory;
import com.sun.xml.ws.api.pipe.Tube;
import com.sun.xml.ws.api.pipe.TubeCloner;
import com.sun.xml.ws.api.pipe.helper.AbstractTubeImpl;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.VendorRequest;
import dev.yizhan.http.VendorResponse;
import jakarta.xml.ws.WebServiceException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The end of the JAX-WS runtime's pipe: writes the envelope over the transport of the call's {@link
 * SoapExchange} and returns the answer, in place of the runtime's own HTTP, which repeats requests
 * by itself.
 */
final class SoapTube extends AbstractTubeImpl {

  private static final int TYPICAL_LENGTH = 1024;

  /** Creates a tube for each port. */
  static final class Factory extends TransportTubeFactory {

    private final URI address;
    private final Binding binding;

    Factory(URI address, Binding binding) {
      this.address = address;
      this.binding = binding;
    }

    @Override
    public Tube doCreate(ClientTubeAssemblerContext context) {
      return new SoapTube(this);
    }
  }

  private final Factory endpoint;

  private SoapTube(Factory endpoint) {
    this.endpoint = endpoint;
  }

  private SoapTube(SoapTube that, TubeCloner cloner) {
    super(that, cloner);
    this.endpoint = that.endpoint;
  }

  @Override
  public NextAction processRequest(Packet request) {
    SoapExchange soap =
        (SoapExchange)
            requireNonNull(
                request.invocationProperties.get(SoapExchange.PROPERTY), SoapExchange.PROPERTY);
    Exchange exchange = soap.perform(httpRequest(request));
    return exchange instanceof Exchange.Answered answered
        ? doReturnWith(request.createClientResponse(read(answered.response())))
        : doThrow(new NoAnswerException());
  }

  private VendorRequest httpRequest(Packet request) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(TYPICAL_LENGTH);
    try {
      XMLStreamWriter out = HardenedXml.writer(body);
      request.getMessage().writeTo(out);
      out.close();
    } catch (XMLStreamException e) {
      throw new WebServiceException("The request cannot be written", e);
    }
    String action = request.soapAction;
    String quoted = action.startsWith("\"") ? action : '"' + action + '"';
    return endpoint.binding == Binding.SOAP_1_1
        ? new VendorRequest(
            VendorRequest.Method.POST,
            endpoint.address,
            "text/xml; charset=utf-8",
            body.toByteArray(),
            Map.of("SOAPAction", quoted))
        : new VendorRequest(
            VendorRequest.Method.POST,
            endpoint.address,
            "application/soap+xml; charset=utf-8; action=" + quoted,
            body.toByteArray(),
            Map.of());
  }

  private static Message read(VendorResponse response) {
    try {
      return Envelopes.read(HardenedXml.lenientReader(AnswerText.of(response)));
    } catch (XMLStreamException e) {
      throw new WebServiceException("The answer cannot be read", e);
    }
  }

  @Override
  public NextAction processResponse(Packet response) {
    return doReturnWith(response);
  }

  @Override
  public NextAction processException(Throwable failure) {
    return doThrow(failure);
  }

  @Override
  public void preDestroy() {}

  @Override
  public SoapTube copy(TubeCloner cloner) {
    return new SoapTube(this, cloner);
  }

  /** Ends a call whose exchange has no answer; the {@link SoapExchange} has the reason. */
  static final class NoAnswerException extends WebServiceException {

    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
