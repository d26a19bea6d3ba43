import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.DESKeySpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * A program that was written for winnerlook, at the front door: forms as in the document's chapter 4,
 * whose second example escapes nothing, and an encrypted call as in 2.8.
 * java Winnerlook.java BASE USER PASSWORD
 */
public final class Winnerlook {

  private static final String NUMBER = "13800138000";

  public static void main(String[] arguments) throws Exception {
    String at = arguments[0] + "/door/winnerlook/winnerrxd/api/trigger/";
    String user = arguments[1];
    String password = arguments[2];
    String login = "userCode=" + user + "&userPass=" + password;
    String to = "&DesNo=" + NUMBER;

    String escaped = URLEncoder.encode("您好——【驿站】", StandardCharsets.UTF_8);
    String id = call(at + "SendMsg", login + to + "&customerUuid=order-1&Msg=" + escaped);
    System.out.println("id=" + (id.matches("[0-9]{19}") ? "ok" : id));
    String raw = call(at + "SendMsg", login + to + "&Msg=没有转义【驿站】");
    System.out.println("raw=" + (raw.matches("[0-9]{19}") ? "ok" : raw));
    String secret =
        encrypted(password, "userPass=" + password + to + "&Msg=加密【驿站】&smsType=101&Channel=0");
    String hidden = call(at + "sendMsgByEncrypt", "userCode=" + user + "&submitInfo=" + secret);
    System.out.println("encrypted=" + (hidden.matches("[0-9]{19}") ? "ok" : hidden));
    System.out.println(
        "refused=" + call(at + "SendMsg", "userCode=" + user + "&userPass=wrong" + to + "&Msg=a"));

    String reports = "";
    String query = encrypted(password, "userPass=" + password);
    for (int i = 0; i < 100 && !reports.contains(hidden); i++) {
      Thread.sleep(200);
      reports += call(at + "GetReport2Connect", login);
      reports += call(at + "GetReport2ByEncrypt", "userCode=" + user + "&submitInfo=" + query);
    }
    boolean isThere =
        reports.matches(".*" + id + "," + NUMBER + ",[0-9/]+ [0-9:]+,DELIVRD,order-1[|].*");
    System.out.println("report=" + (isThere ? "ok" : reports));
  }

  private static String encrypted(String password, String plain) throws Exception {
    byte[] sha1 =
        MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
    byte[] key =
        HexFormat.of()
            .withUpperCase()
            .formatHex(sha1)
            .substring(0, 8)
            .getBytes(StandardCharsets.US_ASCII);
    Cipher cipher = Cipher.getInstance("DES/CBC/PKCS5Padding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance("DES").generateSecret(new DESKeySpec(key)),
        new IvParameterSpec(key));
    return HexFormat.of()
        .withUpperCase()
        .formatHex(cipher.doFinal(plain.getBytes(Charset.forName("GBK"))));
  }

  private static String call(String address, String form) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(address).toURL().openConnection();
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(form.getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?s).*<string[^>]*>|</string>.*", "")
          .strip();
    }
  }
}
