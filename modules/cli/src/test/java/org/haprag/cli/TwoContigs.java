package org.haprag.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The records of a VCF of contig 20, and the same on 21. */
final class TwoContigs {
    private TwoContigs() {}

    /** @param both is written; may be the file itself */
    static void write(Path vcf, Path both) throws IOException {
        List<String> lines;
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(vcf)), StandardCharsets.UTF_8))) {
            lines = in.lines().toList();
        }
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(both)), StandardCharsets.UTF_8)) {
            for (String line : lines) {
                out.write(line + "\n");
                if (line.startsWith("##contig=<ID=20")) out.write("##contig=<ID=21>\n");
            }
            for (String line : lines) {
                if (!line.startsWith("#")) out.write("21" + line.substring(line.indexOf('\t')) + "\n");
            }
        }
    }
}
