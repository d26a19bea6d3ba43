package dev.yizhan.http;

import static java.util.Objects.requireNonNullElse;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * Names the cause of a failed exchange, without the text of an exception: it may contain addresses
 * with passwords.
 */
record FailureReason(HttpSettings settings) {

  /** The reason of a failure before the first byte of the request was written. */
  String beforeWriting(Exception failure) {
    if (failure instanceof ConnectTimeoutException) {
      return "no connection within " + settings.connectTimeout().toMillis() + " ms";
    }
    if (failure instanceof ConnectException) {
      return "connection refused";
    }
    if (failure instanceof UnknownHostException) {
      return "unknown host";
    }
    if (failure instanceof SSLException) {
      return "TLS handshake failed" + certificateProblem(failure);
    }
    return "no connection (" + failure.getClass().getSimpleName() + ")";
  }

  private static String certificateProblem(Exception failure) {
    for (Throwable e = failure.getCause(); e != null; e = e.getCause()) {
      if (e instanceof CertificateExpiredException) {
        return ": the server's certificate has expired";
      }
      if (e instanceof CertificateException) {
        return ": the server's certificate is not trusted";
      }
    }
    return failure instanceof SSLPeerUnverifiedException
        ? ": the server's certificate has another name"
        : "";
  }

  /**
   * The reason of a failure after the first byte of the request may have been written.
   *
   * @param late whether the exchange was cancelled at its deadline
   */
  String afterWriting(Exception failure, boolean late) {
    if (failure instanceof ResponseReader.AnswerTooLongException) {
      return "an answer longer than " + settings.maxAnswerBytes() + " bytes";
    }
    if (late || failure instanceof SocketTimeoutException) {
      return "no complete answer within " + settings.answerTimeout().toMillis() + " ms";
    }
    return unreadable(failure)
        .map(reason -> "an answer that cannot be read: " + reason)
        .orElse("the connection was cut after the request had begun to be sent");
  }

  private static Optional<String> unreadable(Exception failure) {
    if (failure instanceof AnswerHead.MalformedHeaderException malformed) {
      return Optional.of(
          requireNonNullElse(malformed.getMessage(), "").isEmpty()
              ? "a malformed header line without a name"
              : "a malformed header line, " + malformed.getMessage());
    }
    if (failure instanceof MessageConstraintException) {
      return Optional.of("a header that is too long");
    }
    if (failure.getCause() instanceof AnswerHead.DifferentLengthsException) {
      return Optional.of("different Content-Length headers");
    }
    if (failure instanceof ZipException) {
      return Optional.of("declared as zipped, and it is not");
    }
    boolean noHttp =
        failure instanceof ClientProtocolException
            || failure instanceof MalformedChunkCodingException
                && !(failure instanceof TruncatedChunkException);
    return noHttp ? Optional.of("not valid HTTP") : Optional.empty();
  }
}
