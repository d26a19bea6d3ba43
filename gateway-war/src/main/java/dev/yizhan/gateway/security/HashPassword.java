package dev.yizhan.gateway.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints the PBKDF2 hash of the password on the first line of standard input. */
public final class HashPassword {

  private HashPassword() {}

  /** Takes no arguments: a password among them would be visible to other users. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String password =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (password == null || password.isEmpty()) {
      out.println("Give the password on standard input, as one line");
      System.exit(1);
    } else {
      out.println(PasswordHashes.of(password));
    }
  }
}
