package dev.yizhan.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.binary.Hex;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * DES/CBC/PKCS#5 with one value as key and initialisation vector, which is weak. Bouncy Castle's
 * lightweight engine works even if the JDK has DES disabled, and needs no look-up of a provider.
 *
 * <p>Chaining and padding are done here, so that the two engines, whose key schedules cost more
 * than a message, are created once: afterwards any number of threads may use an engine.
 */
final class WeakDes {

  private static final int BLOCK = 8;

  private final byte[] key;
  private final DESEngine encrypting = new DESEngine();
  private final DESEngine decrypting = new DESEngine();

  WeakDes(String key) {
    this.key = key.getBytes(StandardCharsets.US_ASCII);
    encrypting.init(true, new KeyParameter(this.key));
    decrypting.init(false, new KeyParameter(this.key));
  }

  String encrypt(byte[] plain) {
    byte[] padded = Arrays.copyOf(plain, plain.length - plain.length % BLOCK + BLOCK);
    Arrays.fill(padded, plain.length, padded.length, (byte) (padded.length - plain.length));
    byte[] encrypted = new byte[padded.length];
    for (int at = 0; at < padded.length; at += BLOCK) {
      chain(padded, at, at == 0 ? key : encrypted, Math.max(0, at - BLOCK));
      encrypting.processBlock(padded, at, encrypted, at);
    }
    return Hex.encodeHexString(encrypted, false);
  }

  byte[] decrypt(String hexadecimal) {
    byte[] encrypted;
    try {
      encrypted = Hex.decodeHex(hexadecimal);
    } catch (DecoderException e) {
      throw CodecException.at(indexOfNonDigit(hexadecimal), "Not pairs of hexadecimal digits");
    }
    if (encrypted.length == 0 || encrypted.length % BLOCK != 0) {
      throw CodecException.at(hexadecimal.length(), "Not whole blocks of 16 digits");
    }
    byte[] padded = new byte[encrypted.length];
    for (int at = 0; at < padded.length; at += BLOCK) {
      decrypting.processBlock(encrypted, at, padded, at);
      chain(padded, at, at == 0 ? key : encrypted, Math.max(0, at - BLOCK));
    }
    return withoutPadding(padded, hexadecimal.length() - 2 * BLOCK);
  }

  private static void chain(byte[] block, int at, byte[] previous, int from) {
    for (int i = 0; i < BLOCK; i++) {
      block[at + i] ^= previous[from + i];
    }
  }

  private static byte[] withoutPadding(byte[] padded, int lastBlock) {
    int padding = padded[padded.length - 1];
    boolean valid = padding >= 1 && padding <= BLOCK;
    for (int i = 1; valid && i <= padding; i++) {
      valid = padded[padded.length - i] == padding;
    }
    if (!valid) {
      throw CodecException.at(lastBlock, "The last block was not encrypted with this password");
    }
    return Arrays.copyOf(padded, padded.length - padding);
  }

  private static int indexOfNonDigit(String hexadecimal) {
    int i = 0;
    while (i < hexadecimal.length() && FormBytes.digit(hexadecimal.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }
}
