package dev.yizhan.soap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.http.Binding;
import dev.yizhan.wsdl.winic.Service1Soap;
import jakarta.xml.ws.BindingProvider;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SoapPortsTest {

  private final SoapPorts ports =
      new SoapPorts(
          new ServiceKind(
              Service1Soap.class,
              "/wsdl/winic-service.wsdl",
              "/service.asmx",
              FormCalls.Dialect.utf8("/service.asmx")),
          URI.create("http://127.0.0.1:1"),
          Binding.SOAP_1_1);

  @AfterEach
  void close() {
    ports.close();
  }

  @Test
  void lendsAPortAgainThatWasGivenBack() {
    BindingProvider port = ports.borrow();
    ports.giveBack(port);
    assertThat(ports.borrow()).isSameAs(port);
  }

  @Test
  void lendsAPortToOneBorrowerAtATime() {
    BindingProvider port = ports.borrow();
    assertThat(ports.borrow()).isNotSameAs(port);
  }

  @Test
  void doesNotLendAPortThatWasDiscarded() {
    BindingProvider port = ports.borrow();
    ports.discard(port);
    assertThat(ports.borrow()).isNotSameAs(port);
  }
}
