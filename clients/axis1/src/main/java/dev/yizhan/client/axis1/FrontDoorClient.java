package dev.yizhan.client.axis1;

import dev.yizhan.wsdl.winic.Service1Locator;
import dev.yizhan.wsdl.winic.Service1Soap_PortType;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A program that was written for winic, at the front door: a stub that WSDL2Java makes of the
 * vendor's WSDL, and a form in GB2312.
 */
public final class FrontDoorClient {

  private static final String NUMBER = "13800138000";
  private static final int MOST_POLLS = 100;
  private static final int PAUSE_MILLIS = 200;

  private FrontDoorClient() {}

  /**
   * Makes all the calls.
   *
   * @param arguments BASE USER PASSWORD VERSION
   * @throws Exception if a call fails unexpectedly
   */
  public static void main(String[] arguments) throws Exception {
    String base = arguments[0];
    String user = arguments[1];
    String password = arguments[2];
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    URL address = URI.create(base + "/door/winic-asmx/service.asmx").toURL();
    Service1Soap_PortType soap =
        arguments[3].equals("1.2")
            ? new Service1Locator().getService1Soap12(address)
            : new Service1Locator().getService1Soap(address);
    String id = soap.sendMessages(user, password, NUMBER, "您好——【驿站】", "").strip();
    out.println("id=" + (id.matches("[0-9]{16}") ? "ok" : id));
    out.println("refused=" + soap.sendMessages(user, "wrong", NUMBER, "a", "").strip());
    StringBuilder reports = new StringBuilder();
    String report = id + "/" + user + "/" + NUMBER + "/DELIVRD/";
    for (int i = 0; i < MOST_POLLS && reports.indexOf(report) < 0; i++) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      reports.append(soap.SMS_Reports(user, password));
    }
    out.println("report=" + (reports.indexOf(report) >= 0 ? "ok" : reports.toString()));
    out.println("form=" + form(base, user, password).split("/", 2)[0]);
  }

  /** 您好 in GB2312. */
  private static String form(String base, String user, String password) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/door/winic-http/sys_port/gateway/index.asp"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "id="
                        + user
                        + "&pwd="
                        + password
                        + "&to="
                        + NUMBER
                        + "&content=%C4%FA%BA%C3&time="))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
