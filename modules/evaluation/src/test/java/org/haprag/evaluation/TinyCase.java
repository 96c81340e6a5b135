package org.haprag.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haprag.metrics.SampleBootstrap;

/** Small VCFs written by hand. Records are given as blanks-separated columns from CHROM to the last sample. */
final class TinyCase {
    private static final String FORMATS = """
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
            ##FORMAT=<ID=DS,Number=A,Type=Float,Description="Dosage">
            """;
    private static final String GP = "##FORMAT=<ID=GP,Number=G,Type=Float,Description=\"Posteriors\">\n";

    private final Path dir;

    TinyCase(Path dir) {
        this.dir = dir;
    }

    /** @param records such as {@code 20 100 . A C . . . GT 0|1 0|0} */
    Path vcf(String name, String samples, String... records) {
        return vcfWithHeader(name, GP + "##INFO=<ID=R2,Number=1,Type=Float,Description=\"r2\">\n", samples, records);
    }

    Path vcfWithHeader(String name, String header, String samples, String... records) {
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n##source=TinyCase\n").append(FORMATS);
        text.append(header).append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO");
        if (!samples.isEmpty()) text.append("\tFORMAT\t").append(samples.replace(' ', '\t'));
        text.append('\n');
        for (String record : records) text.append(record.replaceAll(" +", "\t")).append('\n');
        return write(name, text.toString());
    }

    Path write(String name, String text) {
        try {
            Files.createDirectories(dir);
            return Files.writeString(dir.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Evaluates one file, named x, without bootstrap. */
    RequestBuilder request(Path truth, Path panel, Path imputed) {
        return new RequestBuilder(truth, panel, List.of(new ImputedFile("x", imputed)), out())
                .bootstrap(SampleBootstrap.none());
    }

    Path out() {
        return dir.resolve("out");
    }

    String output(String name) {
        try {
            return Files.readString(out().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
