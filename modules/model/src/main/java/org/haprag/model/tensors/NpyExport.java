package org.haprag.model.tensors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Site;
import org.haprag.genotype.mask.SiteMask;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes a panel's tensors as .npy files for people who model in Python: {@code haplotypes.npy} int8 (haplotypes, L),
 * {@code af.npy} float32 (L), {@code pos_bp.npy} int64 (L), {@code pos_cm.npy} float64 (L), with a mask {@code mask.npy}
 * int8 (L), the sites in {@code sites.tsv} and all of it described in {@code manifest.json}
 * (data-schemas/tensors.schema.json). Each file appears under its name only when it is complete, the manifest last.
 * Memory stays below {@value #BLOCK_BYTES} bytes, or one haplotype, whatever the panel's size.
 */
public final class NpyExport {
    /** The version of the manifest's form. */
    public static final int MANIFEST_VERSION = 2;

    /** At most so much of the haplotype tensor is unpacked at once. */
    private static final int BLOCK_BYTES = 1 << 26;

    private static final String MANIFEST = "manifest.json";
    private static final String MASK = "mask.npy";

    private final Path dir;
    private final int blockBytes;
    private final HaplotypePanel panel;
    private final HaplotypeTensors tensors;
    private final List<Map<String, Object>> described = new ArrayList<>();
    private final List<Path> unfinished = new ArrayList<>();

    private NpyExport(Path dir, HaplotypePanel panel, int blockBytes) {
        this.dir = dir;
        this.blockBytes = blockBytes;
        this.panel = panel;
        this.tensors = HaplotypeTensors.of(panel);
    }

    /**
     * Writes all tensors but the mask; a mask of an earlier export into the same folder is removed.
     *
     * @param dir made if it is missing
     * @return the manifest's path
     * @throws InputException if the panel is empty or the files cannot be written
     */
    public static Path write(Path dir, HaplotypePanel panel, GeneticMap map) {
        return write(dir, panel, map, Optional.empty(), BLOCK_BYTES);
    }

    /**
     * Writes all tensors and the mask.
     *
     * @param typedSites panel sites that stay typed, as a {@link SiteMask} returns them
     */
    public static Path write(Path dir, HaplotypePanel panel, GeneticMap map, int[] typedSites) {
        return write(dir, panel, map, Optional.of(typedSites), BLOCK_BYTES);
    }

    static Path write(Path dir, HaplotypePanel panel, GeneticMap map, Optional<int[]> typedSites, int blockBytes) {
        if (panel.siteCount() == 0 || panel.haplotypeCount() == 0) {
            throw new InputException(
                    dir.toString(),
                    "there is nothing to export",
                    panel.siteCount() + " sites and " + panel.haplotypeCount() + " haplotypes",
                    "at least one of each",
                    "choose a --region that the VCF covers");
        }
        NpyExport export = new NpyExport(dir, panel, blockBytes);
        try {
            return export.writeAll(map, typedSites);
        } catch (IOException e) {
            throw new InputException(
                    dir.toString(),
                    "the tensors cannot be written",
                    e.toString(),
                    "a folder that can be written to",
                    "check its permissions and the free space of its disk, or choose another --out",
                    e);
        } finally {
            export.unfinished.forEach(path -> path.toFile().delete());
        }
    }

    private Path writeAll(GeneticMap map, Optional<int[]> typedSites) throws IOException {
        Files.createDirectories(dir);
        requireSpace();
        Files.deleteIfExists(dir.resolve(MANIFEST));
        Files.deleteIfExists(dir.resolve(MASK));
        writeHaplotypes();
        writeVector("af", tensors.af(), "share of haplotypes with any ALT allele");
        writeVector("pos_bp", tensors.posBp(), "bp, 1-based");
        writeVector("pos_cm", tensors.posCm(map), "cM");
        if (typedSites.isPresent()) writeVector("mask", tensors.mask(typedSites.get()), "1 hidden, 0 typed");
        Path sites = temporary("sites.tsv");
        writeSites(sites);
        Path manifest = temporary(MANIFEST);
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(manifest.toFile(), manifest(map));
        for (Path done : List.copyOf(unfinished)) {
            Files.move(done, finalName(done), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            unfinished.remove(done);
        }
        return dir.resolve(MANIFEST);
    }

    private void requireSpace() throws IOException {
        long needed = (long) panel.siteCount() * (panel.haplotypeCount() + 32L);
        long free = Files.getFileStore(dir).getUsableSpace();
        if (free < needed) {
            throw new InputException(
                    dir.toString(),
                    "the disk is too full for the tensors",
                    String.format(Locale.ROOT, "%.1f MiB free", free / 1048576.0),
                    String.format(Locale.ROOT, "%.1f MiB", needed / 1048576.0),
                    "free some space, choose another --out or a smaller --region");
        }
    }

    private void writeHaplotypes() throws IOException {
        int haps = panel.haplotypeCount();
        int step = Math.max(1, Math.min(haps, blockBytes / tensors.siteCount()));
        try (NpyFile npy = NpyFile.create(temporary("haplotypes.npy"), DataType.INT8, haps, tensors.siteCount())) {
            for (int h = 0; h < haps; h += step) {
                try (INDArray block = tensors.alleles(h, Math.min(haps, h + step), DataType.INT8)) {
                    npy.append(block);
                }
            }
            npy.checkComplete();
        }
        describe("haplotypes", DataType.INT8, "allele code: 0 REF, i the i-th ALT", haps, tensors.siteCount());
    }

    private void writeVector(String name, INDArray vector, String unit) throws IOException {
        try (vector;
                NpyFile npy = NpyFile.create(temporary(name + ".npy"), vector.dataType(), vector.length())) {
            npy.append(vector);
            npy.checkComplete();
            describe(name, vector.dataType(), unit, vector.length());
        }
    }

    private void writeSites(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("CHROM\tPOS\tID\tREF\tALT\n");
            for (Site s : panel.sites()) {
                out.write(s.contig() + "\t" + s.pos() + "\t" + s.id() + "\t" + s.ref() + "\t");
                out.write(String.join(",", s.alts()) + "\n");
            }
        }
    }

    private void describe(String name, DataType type, String unit, long... shape) {
        Map<String, Object> tensor = new LinkedHashMap<>();
        tensor.put("name", name);
        tensor.put("file", name + ".npy");
        tensor.put("dtype", NpyFile.dtype(type));
        tensor.put("shape", shape);
        tensor.put("unit", unit);
        described.add(tensor);
    }

    private Map<String, Object> manifest(GeneticMap map) {
        int last = panel.siteCount() - 1;
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", "haprag-tensors");
        manifest.put("version", MANIFEST_VERSION);
        manifest.put("contig", panel.site(0).contig());
        manifest.put("firstBp", panel.site(0).pos());
        manifest.put("lastBp", panel.site(last).pos());
        manifest.put("siteCount", panel.siteCount());
        manifest.put("haplotypeCount", panel.haplotypeCount());
        manifest.put("haplotypeOrder", "sample after sample, as many haplotypes as ploidies says");
        manifest.put("geneticMapPoints", map.pointCount());
        manifest.put("sitesFile", "sites.tsv");
        manifest.put("tensors", described);
        manifest.put("samples", panel.samples().names());
        Haplotypes haplotypes = panel.haplotypes();
        manifest.put(
                "ploidies",
                IntStream.range(0, haplotypes.sampleCount())
                        .map(haplotypes::ploidy)
                        .toArray());
        return manifest;
    }

    private Path temporary(String name) {
        Path path = dir.resolve("." + name + ".partial");
        unfinished.add(path);
        return path;
    }

    private Path finalName(Path temporary) {
        String name = temporary.getFileName().toString();
        return dir.resolve(name.substring(1, name.length() - ".partial".length()));
    }
}
