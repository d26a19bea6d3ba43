package dev.yizhan.sandbox;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Holds back the body of an answer until it is released. */
final class HeldResponse extends HttpServletResponseWrapper {

  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  HeldResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new ServletOutputStream() {
      @Override
      public void write(int b) {
        held.write(b);
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        held.write(bytes, from, length);
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException("setWriteListener");
      }
    };
  }

  byte[] bytes() {
    return held.toByteArray();
  }

  void release() throws IOException {
    getResponse().getOutputStream().write(held.toByteArray());
  }
}
