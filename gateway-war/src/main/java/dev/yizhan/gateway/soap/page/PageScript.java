package dev.yizhan.gateway.soap.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The script of the service page: buttons that copy samples. Without it nothing is missing. */
final class PageScript {

  /** Without encryption browsers have no clipboard: then the sample is selected. */
  static final String TEXT =
      """
      document.querySelectorAll('pre').forEach((sample) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = document.body.dataset.copy;
        button.addEventListener('click', async () => {
          if (navigator.clipboard) {
            await navigator.clipboard.writeText(sample.textContent);
          } else {
            getSelection().selectAllChildren(sample);
            document.execCommand('copy');
          }
          button.textContent = document.body.dataset.copied;
          setTimeout(() => { button.textContent = document.body.dataset.copy; }, 2000);
        });
        sample.before(button);
      });
      """;

  private PageScript() {}

  /** Allows this script and the page's styles, and nothing else. */
  static String policy() {
    return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + hash() + "'";
  }

  private static String hash() {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(TEXT.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java has no SHA-256", e);
    }
  }
}
