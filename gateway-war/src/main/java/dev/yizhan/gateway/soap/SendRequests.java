package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.vendor.SendOptions;
import dev.yizhan.wsdl.gateway.Check;
import dev.yizhan.wsdl.gateway.IndividualMessage;
import dev.yizhan.wsdl.gateway.Send;
import dev.yizhan.wsdl.gateway.SendIndividual;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts the contract's requests to send to the core's. */
final class SendRequests {

  private static final int DEFAULT_WAIT_SECONDS = 10;

  private SendRequests() {}

  static SendRequest of(Send request) {
    return new SendRequest(
        Optional.ofNullable(request.getRequestId()),
        nonEmpty(request.getChannel()),
        request.getRecipient(),
        request.getText(),
        ContractTimes.instant(request.getSendAt()),
        ContractTimes.instant(request.getExpiresAt()),
        nonEmpty(request.getReference()),
        options(request.getExtension(), request.getSignature(), request.getMessageType()),
        wait(request.getWaitSeconds()));
  }

  static SendRequest of(SendIndividual request) {
    List<IndividualMessage> messages = request.getMessage();
    return new SendRequest(
        Optional.ofNullable(request.getRequestId()),
        nonEmpty(request.getChannel()),
        Content.of(
            messages.stream().map(IndividualMessage::getRecipient).toList(),
            messages.stream().map(IndividualMessage::getText).toList(),
            messages.stream().map(message -> nonEmpty(message.getReference())).toList(),
            options(request.getExtension(), request.getSignature(), request.getMessageType())),
        ContractTimes.instant(request.getSendAt()),
        ContractTimes.instant(request.getExpiresAt()),
        nonEmpty(request.getReference()),
        wait(request.getWaitSeconds()));
  }

  static SendRequest of(Check request) {
    return new SendRequest(
        Optional.empty(),
        nonEmpty(request.getChannel()),
        request.getRecipient(),
        request.getText(),
        ContractTimes.instant(request.getSendAt()),
        ContractTimes.instant(request.getExpiresAt()),
        nonEmpty(request.getReference()),
        options(request.getExtension(), request.getSignature(), request.getMessageType()),
        Duration.ZERO);
  }

  private static SendOptions options(
      @Nullable String extension, @Nullable String signature, @Nullable String messageType) {
    return new SendOptions(
        nonEmpty(extension), nonEmpty(signature), nonEmpty(messageType), Optional.empty());
  }

  private static Duration wait(@Nullable Integer seconds) {
    return Duration.ofSeconds(seconds == null ? DEFAULT_WAIT_SECONDS : seconds);
  }

  /** Stacks without null write an empty element. */
  private static Optional<String> nonEmpty(@Nullable String text) {
    return Optional.ofNullable(text).filter(given -> !given.isEmpty());
  }
}
