package dev.yizhan.gateway.soap.request;

import dev.yizhan.gateway.core.fault.GatewayException;
import jakarta.activation.MimeType;
import jakarta.activation.MimeTypeParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.jvnet.mimepull.MIMEConfig;
import org.jvnet.mimepull.MIMEMessage;
import org.jvnet.mimepull.MIMEParsingException;
import org.jvnet.mimepull.MIMEPart;

/**
 * A request of a stack whose MTOM is switched on: {@code multipart/related}, although nothing is
 * attached. The gateway takes no attachments.
 *
 * @param body of the only part
 * @param contentType of the part
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
public record MultipartRequest(byte[] body, String contentType) {

  public static boolean isMultipart(String contentType) {
    return contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  /**
   * Reads a multipart body.
   *
   * @param contentType with the boundary
   * @throws GatewayException if it has no boundary, or not exactly one part
   */
  public static MultipartRequest of(byte[] body, String contentType) {
    MIMEConfig inMemory = new MIMEConfig();
    inMemory.setMemoryThreshold(-1);
    try (MIMEMessage message =
        new MIMEMessage(new ByteArrayInputStream(body), boundary(contentType), inMemory)) {
      List<MIMEPart> parts = message.getAttachments();
      if (parts.size() != 1) {
        throw RequestFaults.attachments(parts.size());
      }
      MIMEPart part = parts.get(0);
      try (InputStream in = part.read()) {
        return new MultipartRequest(in.readAllBytes(), declared(part));
      }
    } catch (MIMEParsingException | IOException e) {
      throw RequestFaults.malformedMultipart();
    }
  }

  private static String declared(MIMEPart part) {
    String type = part.getContentType();
    return type == null ? "" : type;
  }

  private static String boundary(String contentType) {
    @Nullable String boundary;
    try {
      boundary = new MimeType(contentType).getParameter("boundary");
    } catch (MimeTypeParseException e) {
      boundary = null;
    }
    if (boundary == null || boundary.isEmpty()) {
      throw RequestFaults.malformedMultipart();
    }
    return boundary;
  }
}
