package dev.yizhan.runnable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  private static CommandLine parse(String... arguments) {
    return CommandLine.parse(List.of(arguments));
  }

  @Test
  void runsWithoutArguments() {
    assertThat(parse()).isEqualTo(new CommandLine(CommandLine.Action.RUN, Map.of(), Map.of()));
  }

  @Test
  void turnsOptionsIntoSettings() {
    assertThat(parse("run", "--config", "a.properties", "--port", "80"))
        .isEqualTo(parse("--port", "80", "--config", "a.properties"))
        .isEqualTo(
            new CommandLine(
                CommandLine.Action.RUN,
                Map.of("yizhan.config", "a.properties", "yizhan.server.port", "80"),
                Map.of()));
  }

  @Test
  void keepsTheFilesOfACommand() {
    assertThat(parse("restore", "--from", "a.db", "--config", "c", "--refuse-repeats-for", "PT5M"))
        .isEqualTo(
            new CommandLine(
                CommandLine.Action.RESTORE,
                Map.of("yizhan.config", "c"),
                Map.of("from", "a.db", "refuse-repeats-for", "PT5M")));
  }

  @Test
  void readsAnOptionWithoutAValue() {
    assertThat(parse("restore", "--nothing-since", "--from", "a.db").arguments())
        .isEqualTo(Map.of("from", "a.db", "nothing-since", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "help, HELP",
    "--help, HELP",
    "-h, HELP",
    "hash-password, HASH_PASSWORD",
    "archive-classes, ARCHIVE_CLASSES"
  })
  void knowsItsCommands(String argument, CommandLine.Action action) {
    assertThat(parse(argument).action()).isEqualTo(action);
  }

  /** The first two are options that the jar had with Payara Micro inside. */
  @ParameterizedTest
  @CsvSource({
    "--rootdir /x, --rootdir is no option of run",
    "--prebootcommandfile x, --prebootcommandfile is no option",
    "start, start is no command",
    "--port, --port needs a value",
    "hash-password --port 1, --port is no option of hash-password",
    "backup --from a, --from is no option of backup",
    "backup --config c, backup needs --to FILE",
    "verify, verify needs --from FILE",
    "restore, restore needs --from FILE"
  })
  void namesWhatItDoesNotUnderstand(String arguments, String error) {
    assertThatExceptionOfType(CommandLine.UsageException.class)
        .isThrownBy(() -> parse(arguments.split(" ")))
        .withMessageContaining(error);
  }
}
