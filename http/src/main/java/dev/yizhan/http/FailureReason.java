package dev.yizhan.http;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;

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
    return late || failure instanceof SocketTimeoutException
        ? "no complete answer within " + settings.answerTimeout().toMillis() + " ms"
        : "the connection was cut after the request had begun to be sent";
  }
}
