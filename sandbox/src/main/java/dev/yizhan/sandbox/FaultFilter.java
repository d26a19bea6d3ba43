package dev.yizhan.sandbox;

import dev.yizhan.sandbox.server.Operation;
import dev.yizhan.sandbox.server.RawRequest;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Injects the faults of one vendor simulator. */
final class FaultFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final byte[] PAGE =
      ("<!DOCTYPE html><html><head><title>Runtime Error</title></head><body><h1>Server Error in '/'"
              + " Application.</h1></body></html>")
          .getBytes(StandardCharsets.US_ASCII);

  private final transient Wire wire;
  private final transient List<Pattern> questions;

  FaultFilter(Wire wire, List<String> questions) {
    this.wire = wire;
    this.questions =
        questions.stream()
            .map(part -> Pattern.compile(Pattern.quote(part), Pattern.CASE_INSENSITIVE))
            .toList();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Instant from = Instant.now();
    request.setAttribute(RawRequest.SEEN, (Consumer<RawRequest>) wire::saw);
    Optional<Wire.Met> met = wire.take(isQuestion(request));
    if (met.filter(FaultFilter::isHeld).isPresent()) {
      hold(request, response, chain, met.get(), from);
      return;
    }
    try {
      serve(request, response, chain, met.map(Wire.Met::fault));
    } finally {
      wire.served(request.getRequestURI(), from, Instant.now());
    }
  }

  private static boolean isHeld(Wire.Met met) {
    return met.fault().kind() == Fault.Kind.SLOW || met.fault().kind() == Fault.Kind.NEVER_ANSWER;
  }

  private void serve(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      Optional<Fault> met)
      throws IOException, ServletException {
    if (met.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    Fault fault = met.get();
    switch (fault.kind()) {
      case REFUSE, DROP_BEFORE_READING -> {
        wire.saw(new RawRequest(request.getMethod(), request.getRequestURI(), "", ""));
        cut(request);
      }
      case CODE -> {
        request.setAttribute(Operation.ANSWER_CODE, fault.code());
        chain.doFilter(request, response);
      }
      case GARBAGE -> {
        RawRequest.of(request);
        write(response, PAGE);
      }
      case STATUS -> {
        RawRequest.of(request);
        response.setStatus(Integer.parseInt(fault.code()));
        if (fault.code().startsWith("3")) {
          response.setHeader("Location", "/elsewhere");
        }
        write(response, PAGE);
      }
      default -> misbehave(request, response, chain, fault);
    }
  }

  /** SOAP 1.1 has its action in a header, SOAP 1.2 in the content type. */
  private boolean isQuestion(HttpServletRequest request) {
    String operation =
        request.getRequestURI()
            + ' '
            + request.getHeader("SOAPAction")
            + ' '
            + request.getHeader("Content-Type");
    return questions.stream().anyMatch(question -> question.matcher(operation).find());
  }

  /** The kinds that accept the message and answer later, if at all. */
  private void hold(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      Wire.Met met,
      Instant from)
      throws IOException, ServletException {
    HeldResponse later = new HeldResponse(response);
    String target = request.getRequestURI();
    try {
      chain.doFilter(request, later);
    } catch (IOException | ServletException | RuntimeException e) {
      wire.served(target, from, Instant.now());
      throw e;
    }
    Runnable cut = (Runnable) request.getAttribute(Wire.CUT);
    AsyncContext waiting = request.startAsync(request, response);
    waiting.setTimeout(0);
    HeldAnswers.Answer answer =
        new HeldAnswers.Answer() {
          @Override
          public void send() {
            try {
              later.release();
            } catch (IOException e) {
              // The client has gone.
            } finally {
              end();
            }
          }

          @Override
          public void cut() {
            cut.run();
            end();
          }

          private void end() {
            wire.served(target, from, Instant.now());
            try {
              waiting.complete();
            } catch (IllegalStateException e) {
              // The server has completed it, because the connection broke.
            }
          }
        };
    met.held().hold(answer);
    if (met.fault().kind() == Fault.Kind.SLOW) {
      wire.after(met.fault().delay(), () -> met.held().release(answer));
    }
  }

  /** The kinds that accept the message. */
  private static void misbehave(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, Fault fault)
      throws IOException, ServletException {
    HeldResponse held = new HeldResponse(response);
    chain.doFilter(request, held);
    switch (fault.kind()) {
      case ACCEPT_THEN_DROP -> cut(request);
      case HALF_ANSWER -> {
        byte[] whole = held.bytes();
        int cut = fault.cut() == Fault.IN_THE_MIDDLE ? whole.length / 2 : fault.cut();
        response.getOutputStream().write(whole, 0, Math.min(cut, whole.length));
        response.flushBuffer();
        cut(request);
      }
      case EMPTY_BODY -> response.setContentLength(0);
      case WRONG_CHARSET -> {
        String type = String.valueOf(held.getContentType());
        response.setContentType(
            type.replaceAll("(?i)(charset=).*", "$1")
                + (type.contains("utf-8") ? "gb2312" : "utf-8"));
        held.release();
      }
      case CONTROL_CHARACTER -> {
        byte[] answer = withControlCharacter(held.bytes());
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
      }
      default -> throw new IllegalStateException("Not a fault after acceptance: " + fault.kind());
    }
  }

  /** Before the first end tag of a document; at the end of any other text. */
  private static byte[] withControlCharacter(byte[] answer) {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("</");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Arrays.copyOf(answer, end < 0 ? answer.length : end));
    out.writeBytes((end < 0 ? "\u0001" : "&#x1;").getBytes(StandardCharsets.US_ASCII));
    if (end >= 0) {
      out.writeBytes(Arrays.copyOfRange(answer, end, answer.length));
    }
    return out.toByteArray();
  }

  private static void cut(HttpServletRequest request) {
    ((Runnable) request.getAttribute(Wire.CUT)).run();
  }

  private static void write(HttpServletResponse response, byte[] page) throws IOException {
    response.setContentType("text/html; charset=utf-8");
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }
}
