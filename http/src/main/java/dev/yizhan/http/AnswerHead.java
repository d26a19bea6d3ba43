package dev.yizhan.http;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.impl.io.LenientHttpResponseParser;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.DefaultClassicHttpResponseFactory;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.message.LazyLaxLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * How the head of an answer is read. Equal {@code Content-Length} headers count as one (RFC 9110
 * §8.6). What cannot be read is named. The head's length is limited.
 */
final class AnswerHead {

  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxLineLength(64 * 1024).setMaxHeaderCount(500).build();

  /** No more: a line without a colon may be anything, a header's value too. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z_-]{0,39}");

  private AnswerHead() {}

  static HttpConnectionFactory<ManagedHttpClientConnection> connections() {
    return ManagedHttpClientConnectionFactory.builder()
        .http1Config(LIMITS)
        .responseParserFactory(
            limits ->
                new LenientHttpResponseParser(
                    new NamingLineParser(), DefaultClassicHttpResponseFactory.INSTANCE, limits))
        .incomingContentLengthStrategy(AnswerHead::contentLength)
        .build();
  }

  private static long contentLength(HttpMessage answer) throws HttpException {
    if (answer.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
      return DefaultContentLengthStrategy.INSTANCE.determineLength(answer);
    }
    Iterator<Header> headers = answer.headerIterator(HttpHeaders.CONTENT_LENGTH);
    if (!headers.hasNext()) {
      return DefaultContentLengthStrategy.UNDEFINED;
    }
    String first = "";
    while (headers.hasNext()) {
      for (String value : values(headers.next())) {
        if (!value.matches("[0-9]{1,18}")) {
          throw new ProtocolException("Content-Length is no number");
        }
        if (!first.isEmpty() && Long.parseLong(first) != Long.parseLong(value)) {
          throw new DifferentLengthsException();
        }
        first = value;
      }
    }
    return Long.parseLong(first);
  }

  private static List<String> values(Header header) {
    return Arrays.stream(header.getValue().split(",", -1)).map(String::strip).toList();
  }

  private static final class NamingLineParser extends LazyLaxLineParser {

    @Override
    public Header parseHeader(CharArrayBuffer line) {
      try {
        return super.parseHeader(line);
      } catch (ParseException e) {
        throw new MalformedHeaderException(line.toString());
      }
    }
  }

  /** Unchecked, since the client replaces each checked exception by its own. */
  static final class MalformedHeaderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedHeaderException(String line) {
      super(name(line));
    }

    /** The name at the beginning of a line; empty if there is none. */
    private static String name(String line) {
      Matcher name = NAME.matcher(line);
      return name.lookingAt() ? name.group() : "";
    }
  }

  static final class DifferentLengthsException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    DifferentLengthsException() {
      super("Different Content-Length headers");
    }
  }
}
