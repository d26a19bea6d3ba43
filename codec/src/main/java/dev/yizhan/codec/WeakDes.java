package dev.yizhan.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.binary.Hex;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * DES/CBC/PKCS#5 with one value as key and initialisation vector, weak as it is. Bouncy Castle's
 * lightweight engine works where the JDK has DES switched off, and costs no look-up of a provider.
 */
final class WeakDes {

  private static final int BLOCK = 8;

  private final byte[] key;

  WeakDes(String key) {
    this.key = key.getBytes(StandardCharsets.US_ASCII);
  }

  String encrypt(byte[] plain) {
    try {
      return Hex.encodeHexString(processed(true, plain), false);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("Encrypting takes any text", e);
    }
  }

  byte[] decrypt(String hexadecimal) {
    byte[] encrypted;
    try {
      encrypted = Hex.decodeHex(hexadecimal);
    } catch (DecoderException e) {
      throw CodecException.at(firstOther(hexadecimal), "Not pairs of hexadecimal digits");
    }
    if (encrypted.length == 0 || encrypted.length % BLOCK != 0) {
      throw CodecException.at(hexadecimal.length(), "Not whole blocks of 16 digits");
    }
    try {
      return processed(false, encrypted);
    } catch (InvalidCipherTextException e) {
      throw CodecException.at(
          hexadecimal.length() - 2 * BLOCK, "The last block was not encrypted with this password");
    }
  }

  private byte[] processed(boolean encrypting, byte[] in) throws InvalidCipherTextException {
    PaddedBufferedBlockCipher cipher =
        new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(new DESEngine()));
    cipher.init(encrypting, new ParametersWithIV(new KeyParameter(key), key));
    byte[] out = new byte[cipher.getOutputSize(in.length)];
    int length = cipher.processBytes(in, 0, in.length, out, 0);
    length += cipher.doFinal(out, length);
    return length == out.length ? out : Arrays.copyOf(out, length);
  }

  private static int firstOther(String hexadecimal) {
    int i = 0;
    while (i < hexadecimal.length() && FormBytes.digit(hexadecimal.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }
}
