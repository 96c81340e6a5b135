package org.haprag.evaluation.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style sheet that every page and figure carries. */
final class StyleSheet {
    private StyleSheet() {}

    static String text() {
        try (InputStream in = StyleSheet.class.getResourceAsStream("report.css")) {
            if (in == null) throw new IllegalStateException("report.css is not on the class path");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
