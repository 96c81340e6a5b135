package org.haprag.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.io.hpanel.PanelFileReader;
import org.haprag.io.hpanel.PanelFileWriter;

/**
 * Panels of any size: {@link #FOUNDERS} haplotypes simulated by scrm (Staab et al. 2015,
 * doi:10.1093/bioinformatics/btu861), of which all others descend by {@link #GENERATIONS} generations of crossovers and
 * mutations. scrm itself takes 1 s for 5,000 haplotypes and half a minute for 20,000: far too long for 100,000.
 */
final class ScrmPanel {
    private static final int FOUNDERS = 10_000;
    private static final int GENERATIONS = 200;
    private static final int LENGTH_BP = 1_000_000;
    private static final double CROSSOVERS_A_BP = 1e-8;
    private static final double MUTATIONS_A_BP = 1.25e-8;

    private ScrmPanel() {}

    /** Ne 1e4: theta 500 and rho 400. The result is kept as .hpanel for the next run. */
    static HaplotypePanel simulate(int haplotypes, Path folder) throws IOException {
        Path kept = folder.resolve("scrm-" + haplotypes + ".hpanel");
        if (!Files.exists(kept)) {
            Files.createDirectories(folder);
            String command = "scrm " + FOUNDERS + " 1 -t 500 -r 400 " + LENGTH_BP + " -l 0 -seed 1";
            Process scrm = new ProcessBuilder(command.split(" "))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (InputStream in = scrm.getInputStream()) {
                PanelFileWriter.write(descendants(read(in, FOUNDERS), haplotypes), kept);
            }
        }
        return PanelFileReader.read(kept);
    }

    /** New mutations fall on known sites: a haplotype's allele there is exchanged. */
    private static HaplotypePanel descendants(HaplotypePanel founders, int haplotypes) {
        SplittableRandom random = new SplittableRandom(1);
        BitMatrix from = founders.alleles().transpose();
        int sites = founders.siteCount();
        BitMatrix to = new BitMatrix(haplotypes, sites);
        double mutates = MUTATIONS_A_BP * GENERATIONS * LENGTH_BP / sites;
        for (int h = 0; h < haplotypes; h++) {
            int parent = random.nextInt(FOUNDERS);
            for (int s = 0; s < sites; s++) {
                int gap = founders.site(s).pos() - founders.site(Math.max(0, s - 1)).pos();
                if (random.nextDouble() < CROSSOVERS_A_BP * GENERATIONS * gap) parent = random.nextInt(FOUNDERS);
                if (from.get(parent, s) != random.nextDouble() < mutates) to.set(h, s);
            }
        }
        return panel(founders.sites(), to);
    }

    private static HaplotypePanel panel(List<Site> sites, BitMatrix byHaplotype) {
        List<String> names = IntStream.range(0, byHaplotype.rows() / 2)
                .mapToObj(s -> "S" + s)
                .toList();
        return new HaplotypePanel(new Samples(names), sites, byHaplotype.transpose());
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
        return panel(sites, byHaplotype);
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
