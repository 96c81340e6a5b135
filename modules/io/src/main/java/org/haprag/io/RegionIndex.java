package org.haprag.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where to begin reading a bgzipped VCF or a BCF for a region, from its tabix (.tbi) or CSI (.csi) index; htsjdk reads only the
 * former. Formats: Li 2011, doi:10.1093/bioinformatics/btq671, and CSIv1 of the SAM/BAM specifications.
 */
final class RegionIndex {
    private static final Logger LOG = LoggerFactory.getLogger(RegionIndex.class);
    private static final int TBI_MAGIC = 0x01494254;
    private static final int CSI_MAGIC = 0x01495343;
    private static final int TBI_SHIFT = 14;
    private static final int TBI_DEPTH = 5;
    private static final int CONFIGURATION_BYTES = 28;
    private static final int BLOCK_HEADER = 18;
    private static final int MAX_BYTES = 1 << 28;

    private final boolean csi;
    private final int minShift;
    private final int depth;
    private final List<String> names = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();

    /** The bins of one contig: where they stand in the index. */
    private record Reference(ByteBuffer bins, int binCount, LongBuffer linear) {}

    private RegionIndex(ByteBuffer in) {
        int magic = in.getInt();
        this.csi = magic == CSI_MAGIC;
        if (!csi && magic != TBI_MAGIC) throw new IllegalArgumentException("no index magic");
        int referenceCount = csi ? 0 : in.getInt();
        this.minShift = csi ? in.getInt() : TBI_SHIFT;
        this.depth = csi ? in.getInt() : TBI_DEPTH;
        if (minShift < 1 || depth < 1 || minShift + 3 * depth > 60) throw new IllegalArgumentException("bad bins");
        int auxiliary = csi ? in.getInt() : CONFIGURATION_BYTES;
        int auxiliaryStart = in.position();
        if (auxiliary >= CONFIGURATION_BYTES) readNames(in);
        if (csi) {
            in.position(Math.addExact(auxiliaryStart, auxiliary));
            referenceCount = in.getInt();
        }
        for (int i = 0; i < referenceCount; i++) references.add(readReference(in));
    }

    /** The index of a VCF if there is one that is not older than the VCF. */
    static Optional<RegionIndex> of(Path vcf) {
        for (String suffix : List.of(".tbi", ".csi")) {
            Path path = vcf.resolveSibling(vcf.getFileName() + suffix);
            if (!Files.isRegularFile(path)) continue;
            try {
                if (Files.getLastModifiedTime(path).compareTo(Files.getLastModifiedTime(vcf)) < 0) {
                    LOG.warn("{} is older than its VCF and is not used: the whole file is read", path);
                    continue;
                }
                RegionIndex index = read(path);
                if (index.endsWith(vcf)) return Optional.of(index);
                LOG.warn("{} is of another file and is not used: the whole file is read", path);
            } catch (IOException e) {
                throw CompressedInput.damaged(path, e);
            }
        }
        return Optional.empty();
    }

    /** This index, where it has no names of contigs (that of a BCF) with these. @param contigs in the order of the file's numbers */
    RegionIndex named(List<String> contigs) {
        if (names.isEmpty()) names.addAll(contigs);
        return this;
    }

    /** Whether the last record of the index ends where the file does: at its last block, or right behind it. */
    private boolean endsWith(Path vcf) throws IOException {
        long last = references.stream().mapToLong(this::lastBlock).max().orElse(0);
        long behind = Files.size(vcf) - last;
        if (last == 0) return true; // without records there is nothing to miss
        if (behind == 0 || behind == BgzfBlocks.END_OF_FILE.length) return true;
        if (behind < 0) return false;
        byte[] header = new byte[BLOCK_HEADER];
        try (InputStream in = Files.newInputStream(vcf)) {
            in.skipNBytes(last);
            if (in.readNBytes(header, 0, BLOCK_HEADER) < BLOCK_HEADER) return false;
        }
        if (header[0] != BgzfBlocks.END_OF_FILE[0] || header[12] != 'B' || header[13] != 'C') return false;
        int blockBytes = ((header[16] & 0xFF) | (header[17] & 0xFF) << 8) + 1;
        return behind == blockBytes || behind == blockBytes + BgzfBlocks.END_OF_FILE.length;
    }

    /** Offset in the file of the block in which, or before which, a contig's last record ends. */
    private long lastBlock(Reference reference) {
        long last = 0;
        ByteBuffer in = reference.bins().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < reference.binCount(); i++) {
            boolean pseudo = in.getInt() == pseudoBin();
            if (csi) in.getLong();
            for (int chunk = in.getInt(); chunk > 0; chunk--) {
                in.getLong();
                long end = in.getLong() >>> 16;
                if (!pseudo) last = Math.max(last, end);
            }
        }
        return last;
    }

    /** The bin that holds counts, not records. */
    private int pseudoBin() {
        return (int) (((1L << 3 * (depth + 1)) - 1) / 7) + 1;
    }

    private static RegionIndex read(Path path) throws IOException {
        try (InputStream in = CompressedInput.open(path).text()) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            return new RegionIndex(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        } catch (InputException e) {
            throw Files.isReadable(path) ? broken(path, "it is empty or cut off", e) : e;
        } catch (BufferUnderflowException e) {
            throw broken(path, "it ends too early", e);
        } catch (IOException | RuntimeException e) { // htsjdk reports damaged blocks by several kinds
            throw broken(path, String.valueOf(e.getMessage()), e);
        }
    }

    private static InputException broken(Path path, String found, Exception e) {
        return new InputException(
                path.toString(),
                "the index is damaged",
                found,
                "a tabix or CSI index",
                "make it again with tabix -f -p vcf, or remove it",
                e);
    }

    private void readNames(ByteBuffer in) {
        in.position(in.position() + CONFIGURATION_BYTES - Integer.BYTES);
        byte[] text = bytes(in, in.getInt());
        int from = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] != 0) continue;
            names.add(RawText.decode(text, from, i));
            from = i + 1;
        }
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        if (count < 0 || count > in.remaining()) throw new BufferUnderflowException();
        byte[] out = new byte[count];
        in.get(out);
        return out;
    }

    private Reference readReference(ByteBuffer in) {
        int binCount = in.getInt();
        ByteBuffer bins = in.slice().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < binCount; i++) {
            in.getInt();
            if (csi) in.getLong();
            long chunkBytes = 16L * in.getInt();
            if (chunkBytes < 0 || chunkBytes > in.remaining()) throw new BufferUnderflowException();
            in.position(in.position() + (int) chunkBytes);
        }
        int windows = csi ? 0 : in.getInt();
        if (windows < 0 || 8L * windows > in.remaining()) throw new BufferUnderflowException();
        LongBuffer linear =
                in.slice().order(ByteOrder.LITTLE_ENDIAN).limit(8 * windows).asLongBuffer();
        in.position(in.position() + 8 * windows);
        return new Reference(bins, binCount, linear);
    }

    /** Contigs that have records. */
    List<String> contigs() {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < Math.min(names.size(), references.size()); i++) {
            if (references.get(i).binCount() > 0) out.add(names.get(i));
        }
        return out;
    }

    /** A virtual offset from which on every record of the region is found; empty if there is no such record. */
    OptionalLong startOf(Region region) {
        for (int i = 0; i < Math.min(names.size(), references.size()); i++) {
            if (Contigs.same(names.get(i), region.contig())) {
                long start = start(references.get(i), region.startBp() - 1L, region.endBp());
                return start == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(start);
            }
        }
        return OptionalLong.empty();
    }

    /** @param from first position of the region, 0-based; to its end, half-open */
    private long start(Reference reference, long from, long to) {
        long earliest = leastOffset(reference, from);
        long start = Long.MAX_VALUE;
        ByteBuffer in = reference.bins().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < reference.binCount(); i++) {
            boolean overlaps = overlaps(in.getInt(), from, to);
            if (csi) in.getLong();
            for (int chunk = in.getInt(); chunk > 0; chunk--) {
                long chunkStart = in.getLong();
                long chunkEnd = in.getLong();
                if (overlaps && Long.compareUnsigned(chunkEnd, earliest) > 0) {
                    start = Math.min(start, Math.max(chunkStart, earliest));
                }
            }
        }
        return start;
    }

    /** No record that reaches the position begins before this offset. */
    private static long leastOffset(Reference reference, long from) {
        LongBuffer linear = reference.linear();
        if (linear.limit() == 0) return 0;
        return linear.get((int) Math.min(linear.limit() - 1, from >> TBI_SHIFT));
    }

    /** Whether a bin of the R-tree covers part of [from, to). The pseudo-bin behind the last covers nothing. */
    private boolean overlaps(int bin, long from, long to) {
        long first = 0;
        for (int level = 0; level <= depth; level++) {
            long size = 1L << (3 * level);
            if (bin < first + size) {
                int shift = minShift + 3 * (depth - level);
                long index = bin - first;
                return index >= (from >> shift) && index <= ((to - 1) >> shift);
            }
            first += size;
        }
        return false;
    }
}
