package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haprag.genotype.InputException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailureReportTest {
    @Command(name = "imputer")
    private record Failing(Exception failure) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }

    private static CommandLineRun fail(Exception failure) {
        CommandLine line = new CommandLine(new Failing(failure));
        line.setExecutionExceptionHandler(new FailureReport());
        return CommandLineRun.of(line);
    }

    @Test
    void badInputIsOneLineWithoutAStackTrace() {
        CommandLineRun run = fail(new InputException("t.vcf:8", "GT is unphased", "0/1", "0|1", "phase the target"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly("imputer: t.vcf:8: GT is unphased; found 0/1, expected 0|1. Fix: phase the target");
    }

    @Test
    void aMissingFileIsTheUsersToMendHoweverItIsWrapped() {
        CommandLineRun run = fail(new UncheckedIOException(new NoSuchFileException("panel.vcf.gz")));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("imputer: panel.vcf.gz: no such file or folder");
    }

    @Test
    void lackOfMemoryNamesTheHeapAndTheFlagThatRaisesIt() {
        CommandLineRun run = fail(new LoggedFailure(Path.of("x.log"), new OutOfMemoryError("Java heap space")));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("out of memory", "-Xmx").doesNotContain("\tat ");
    }

    @Test
    void lackOfNativeMemoryIsNoBugAndNoMatterOfTheHeap() {
        CommandLineRun run = fail(new LoggedFailure(
                Path.of("x.log"),
                new IllegalStateException(
                        "forward failed",
                        new RuntimeException(
                                "DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"))));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("outside of Java's heap", "--threads").doesNotContain("-Xmx");
        CommandLineRun threads = fail(new LoggedFailure(
                Path.of("x.log"), new OutOfMemoryError("unable to create native thread: possibly out of memory")));
        assertThat(threads.exitCode()).isEqualTo(2);
        assertThat(threads.err()).contains("ulimit").doesNotContain("-Xmx");
    }

    @Test
    void aFullDiskIsTheUsersToMendWhoeverWrites() {
        for (Exception e : new Exception[] {
            new UncheckedIOException(new IOException("No space left on device")),
            new java.nio.file.FileSystemException("o.vcf.gz", null, "No space left on device")
        }) {
            CommandLineRun run = fail(e);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("the disk is full. Fix: ");
        }
    }

    @Test
    void aBugEndsWith70AndLeavesItsStackTraceInTheNamedFile() throws Exception {
        CommandLineRun run = fail(new IllegalStateException("3 windows, 4 weights"));
        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err()).contains("3 windows, 4 weights", "bug in HapRAG").doesNotContain("\tat ");
        Matcher file = Pattern.compile("(\\S+\\.log)").matcher(run.err());
        assertThat(file.find()).isTrue();
        Path log = Path.of(file.group(1));
        assertThat(log).content().contains("IllegalStateException: 3 windows, 4 weights", "\tat org.haprag");
        Files.delete(log);
    }

    @Test
    void aBugWithARunLogNamesTheRunLog() {
        CommandLineRun run = fail(new LoggedFailure(Path.of("out/train.log"), new IllegalStateException("no")));
        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err()).contains("out/train.log");
    }
}
