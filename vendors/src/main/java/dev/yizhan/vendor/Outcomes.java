package dev.yizhan.vendor;

import dev.yizhan.codec.CodecException;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.VendorResponse;
import java.util.function.Function;

/** Turns what came of an exchange into what came of a send: the table of vendor-rules §7, once. */
public final class Outcomes {

  private static final String MISSING_PARAMETER = "Missing parameter";

  private Outcomes() {}

  /**
   * Reads the outcome of a send.
   *
   * @param exchange what came of the request
   * @param parser reads the vendor's answer to the outcome that it stands for; a {@link
   *     CodecException} of it means that the answer is outside both of its forms
   * @return the outcome; in every doubt {@link Outcome.Unknown}
   */
  public static Outcome of(Exchange exchange, Function<VendorResponse, Outcome> parser) {
    if (exchange instanceof Exchange.NotSent notSent) {
      return new Outcome.NotSent(notSent.reason());
    }
    if (exchange instanceof Exchange.InDoubt inDoubt) {
      return inDoubt.response().filter(Outcomes::saysMissingParameter).isPresent()
          ? new Outcome.NotSent("the vendor's server misses a parameter")
          : new Outcome.Unknown(inDoubt.reason());
    }
    try {
      return parser.apply(((Exchange.Answered) exchange).response());
    } catch (CodecException e) {
      return new Outcome.Unknown("an answer that cannot be read: " + e.getMessage());
    }
  }

  /** ASP.NET refuses a request before any code of the vendor's runs: 500 and plain text. */
  private static boolean saysMissingParameter(VendorResponse response) {
    return response.status() == 500
        && response.contentType().startsWith("text/plain")
        && new String(response.body(), java.nio.charset.StandardCharsets.ISO_8859_1)
            .startsWith(MISSING_PARAMETER);
  }
}
