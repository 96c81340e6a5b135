package org.haprag.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.genotype.hpanel.PanelFileReader;
import org.haprag.genotype.hpanel.PanelFileWriter;

/** A panel simulated by scrm (Staab et al. 2015, doi:10.1093/bioinformatics/btu861), kept as .hpanel for the next run. */
final class ScrmPanel {
    private static final int LENGTH_BP = 300_000;

    private ScrmPanel() {}

    /** Ne 1e4, 1.25e-8 mutations and 1e-8 crossovers a bp: theta 150 and rho 120 over {@link #LENGTH_BP}. */
    static HaplotypePanel simulate(int haplotypes, Path folder) throws IOException {
        Path kept = folder.resolve("scrm-" + haplotypes + ".hpanel");
        if (!Files.exists(kept)) {
            Files.createDirectories(folder);
            Process scrm = new ProcessBuilder((
                                    "scrm " + haplotypes + " 1 -t 150 -r 120 " + LENGTH_BP + " -l 0 -seed 1")
                            .split(" "))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (InputStream in = scrm.getInputStream()) {
                PanelFileWriter.write(read(in, haplotypes), kept);
            }
        }
        return PanelFileReader.open(kept);
    }

    private static HaplotypePanel read(InputStream in, int haplotypes) throws IOException {
        String line = line(in);
        while (!line.startsWith("positions:")) line = line(in);
        String[] share = line.substring("positions:".length()).strip().split(" ");
        List<Site> sites = new ArrayList<>();
        for (int s = 0; s < share.length; s++) {
            int pos = 1 + (int) (Double.parseDouble(share[s]) * LENGTH_BP);
            sites.add(new Site("1", pos, ".", "A", List.of("C")));
        }
        BitMatrix byHaplotype = new BitMatrix(haplotypes, share.length);
        for (int h = 0; h < haplotypes; h++) {
            byte[] row = in.readNBytes(share.length + 1);
            for (int s = 0; s < share.length; s++) if (row[s] == '1') byHaplotype.set(h, s);
        }
        List<String> names =
                IntStream.range(0, haplotypes / 2).mapToObj(s -> "S" + s).toList();
        return new HaplotypePanel(new Samples(names), sites, byHaplotype.transpose());
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder out = new StringBuilder();
        byte[] one = new byte[1];
        while (in.read(one) == 1 && one[0] != '\n') out.append(new String(one, StandardCharsets.US_ASCII));
        return out.toString();
    }

    /** Writes a file's part between two marker lines anew. */
    static void replace(Path file, String marker, String text) {
        try {
            String old = Files.readString(file);
            String begin = "<!-- " + marker + ":begin -->\n";
            int from = old.indexOf(begin) + begin.length();
            int to = old.indexOf("<!-- " + marker + ":end -->");
            Files.writeString(file, old.substring(0, from) + text + old.substring(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
