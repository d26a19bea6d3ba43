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
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorRequest;
import jakarta.xml.ws.WebServiceException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The end of the JAX-WS runtime's pipe: writes an envelope over a {@link Transport} and hands back
 * what came, in place of the runtime's own HTTP, which repeats requests by itself.
 */
final class SoapTube extends AbstractTubeImpl {

  /** Where a port's request context holds its {@link Slot}. */
  static final String SLOT = "dev.yizhan.soap.slot";

  private static final int USUAL_LENGTH = 1024;

  /** What one port's call has come to; a port is used by one thread at a time. */
  static final class Slot {
    private Optional<Exchange> exchange = Optional.empty();
    private boolean begun;

    void begin() {
      exchange = Optional.empty();
      begun = false;
    }

    /** Whether the request was handed to the transport. */
    boolean isBegun() {
      return begun;
    }

    /** Whether an element of the answer has anything inside that is not nil. */
    boolean hasContent(String element) {
      return exchange
          .filter(Exchange.Answered.class::isInstance)
          .map(answered -> ((Exchange.Answered) answered).response().body())
          .map(AnswerText::of)
          .filter(
              text ->
                  Pattern.compile("[<:]" + element + "\\b[^>]*(?<!/)>\\s*<[^/>][^>]*(?<!/)>")
                      .matcher(text)
                      .find())
          .isPresent();
    }

    Optional<Exchange> exchange() {
      return exchange;
    }
  }

  /** Puts the tube into the pipe. */
  static final class Factory extends TransportTubeFactory {

    private final URI address;
    private final Binding binding;
    private final Transport transport;

    Factory(URI address, Binding binding, Transport transport) {
      this.address = address;
      this.binding = binding;
      this.transport = transport;
    }

    @Override
    public Tube doCreate(ClientTubeAssemblerContext context) {
      return new SoapTube(this);
    }
  }

  private final Factory way;

  private SoapTube(Factory way) {
    this.way = way;
  }

  private SoapTube(SoapTube that, TubeCloner cloner) {
    super(that, cloner);
    this.way = that.way;
  }

  @Override
  public NextAction processRequest(Packet request) {
    Slot slot = (Slot) requireNonNull(request.invocationProperties.get(SLOT), SLOT);
    VendorRequest written = written(request);
    slot.begun = true;
    Exchange exchange = way.transport.exchange(written);
    slot.exchange = Optional.of(exchange);
    return exchange instanceof Exchange.Answered answered
        ? doReturnWith(request.createClientResponse(read(answered.response().body())))
        : doThrow(new NoAnswerException());
  }

  private VendorRequest written(Packet request) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_LENGTH);
    try {
      XMLStreamWriter out = HardenedXml.writer(body);
      request.getMessage().writeTo(out);
      out.close();
    } catch (XMLStreamException e) {
      throw new WebServiceException("The request cannot be written", e);
    }
    String action = request.soapAction;
    String quoted = action.startsWith("\"") ? action : '"' + action + '"';
    return way.binding == Binding.SOAP_1_1
        ? new VendorRequest(
            VendorRequest.Method.POST,
            way.address,
            "text/xml; charset=utf-8",
            body.toByteArray(),
            Map.of("SOAPAction", quoted))
        : new VendorRequest(
            VendorRequest.Method.POST,
            way.address,
            "application/soap+xml; charset=utf-8; action=" + quoted,
            body.toByteArray(),
            Map.of());
  }

  private static Message read(byte[] body) {
    try {
      return Envelopes.read(HardenedXml.forgivingReader(AnswerText.of(body)));
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

  /** Ends a call whose exchange has no answer; the slot has the rest. */
  static final class NoAnswerException extends WebServiceException {

    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
