package org.haprag.imputation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.GenomeBuild;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.PseudoAutosomal;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.io.Background;
import org.haprag.io.ContigFiles;
import org.haprag.io.ContigLine;
import org.haprag.io.FlawedRecords;
import org.haprag.io.GeneticMapFile;
import org.haprag.io.KnownContigs;
import org.haprag.io.Males;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.PanelReading;
import org.haprag.io.ReadProgress;
import org.haprag.io.ReadingProgress;
import org.haprag.io.RecordFlaw;
import org.haprag.io.RunRecorder;
import org.haprag.io.Selection;
import org.haprag.io.Selection.PloidyChange;
import org.haprag.io.TargetReader;
import org.haprag.io.TargetReading;
import org.haprag.io.VariantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads panel, targets and map of a genome, one stretch after the other in the order of the panel; nothing is kept of a stretch once
 * the next one is read. A contig is one stretch, but for X and Y, where another begins at each position at which the ploidy of
 * samples changes, in the panel or in the targets.
 */
final class GenomeReader {
    private static final Logger LOG = LoggerFactory.getLogger(GenomeReader.class);

    /** Of one contig: two pseudo-autosomal regions, and borders that panel and targets do not have in common. */
    private static final int MOST_CHANGES = 4;

    private final ImputeRequest request;
    private final RunRecorder recorder;
    private final ContigFiles targetFiles;
    private final GeneticMapFile maps;
    private final int panelFiles;
    private final Deque<Stretch> ahead = new ArrayDeque<>();
    private final Map<Path, KnownContigs> known = new HashMap<>();
    private final Set<Path> looked = new HashSet<>();
    private final Map<String, ContigLine> contigs = new LinkedHashMap<>();
    private final Map<String, Integer> changes = new HashMap<>();
    private final Map<Path, List<ContigLine>> targetContigs = new LinkedHashMap<>();
    private final Set<Path> told = new HashSet<>();
    private final Set<String> numbersTold = new HashSet<>();
    private final Set<String> withoutTargets = new LinkedHashSet<>();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private final Map<RecordFlaw, Integer> unusable = new EnumMap<>(RecordFlaw.class);
    private Optional<Samples> targets = Optional.empty();
    private Optional<GeneticMap> map = Optional.empty();
    private Set<String> withoutMap = Set.of();
    private String mapContig = "";
    private boolean several;

    /** @throws InputException if there is nothing to read */
    GenomeReader(ImputeRequest request, RunRecorder recorder) throws IOException {
        this.request = request;
        this.recorder = recorder;
        this.targetFiles = new ContigFiles("--target", request.input().target());
        this.maps = new GeneticMapFile(request.input().map());
        List<Path> panels = new ContigFiles("--panel", request.input().panel()).files();
        this.panelFiles = panels.size();
        for (Path file : panels) tell("panel", file);
        for (Path name : targetFiles.files()) for (Path file : VariantSource.files(name)) tell("target", file);
        if (request.region().isPresent()) ofRegion(panels, request.region().get());
        else ahead.addAll(apart(panels.stream().flatMap(f -> of(f).stream()).toList()));
        if (ahead.size() > 1) isSeveral();
    }

    /** Whether there are several stretches, as far as that is known. */
    boolean several() {
        return several;
    }

    /** The contigs, in order; complete once the first stretch has been read. */
    List<ContigLine> contigs() {
        return List.copyOf(contigs.values());
    }

    /**
     * Target records of a stretch in which nothing is imputed.
     *
     * @param sites which the panel lacks
     * @param flawed those that cannot be used
     */
    record PassedOver(List<Site> sites, FlawedRecords flawed) {}

    /** Target records of stretches in which nothing is imputed. Each is given once. */
    List<PassedOver> passedOver() {
        List<PassedOver> some = List.copyOf(passedOver);
        passedOver.clear();
        return some;
    }

    private void tell(String role, Path file) throws IOException {
        if (told.add(file)) recorder.input(role, file);
    }

    private void isSeveral() throws IOException {
        several = true;
        if (request.region().isPresent()) return;
        List<String> names = contigs.keySet().stream().toList();
        withoutMap = maps.missing(names);
        ContigFiles files = new ContigFiles("--map", request.input().map().orElse(Path.of("")));
        if (request.input().map().isEmpty()) return;
        for (String name : names)
            if (!withoutMap.contains(name)) tell("map", files.of(name).orElseThrow());
    }

    private KnownContigs known(Path file) {
        return known.computeIfAbsent(file, KnownContigs::of);
    }

    /** The stretches of a panel's file, as far as they are known. */
    private List<Stretch> of(Path file) {
        KnownContigs there = known(file);
        if (there.contigs().isEmpty()) {
            return List.of(new Stretch(
                    file, Optional.empty(), Optional.empty(), 0, request.input().males()));
        }
        List<Stretch> stretches = new ArrayList<>();
        for (ContigLine contig : there.contigs()) {
            boolean all = there.one();
            stretches.addAll(of(file, contig, all ? Optional.empty() : Optional.of(Region.whole(contig.name()))));
        }
        return stretches;
    }

    /** A contig; X in three stretches where males are to be made haploid, and the borders are known. */
    private List<Stretch> of(Path file, ContigLine contig, Optional<Region> core) {
        contigs.putIfAbsent(contig.name(), contig);
        Males males = request.input().males();
        Stretch all = new Stretch(file, Optional.of(contig.name()), core, 0, males);
        boolean x = Contigs.plain(contig.name()).equalsIgnoreCase("X");
        if (males.equals(Males.UNKNOWN) || !x) {
            boolean alone = core.isEmpty() && panelFiles == 1;
            return List.of(alone || Contigs.sexChromosome(contig.name()) ? all : all.withoutMales());
        }
        Optional<PseudoAutosomal> borders =
                GenomeBuild.of(contig.name(), contig.lengthBp()).flatMap(PseudoAutosomal::of);
        if (borders.isEmpty()) return List.of(all);
        int between = borders.get().firstBehind();
        int second = borders.get().firstOfSecond();
        return List.of(
                all.before(contig.name(), between).withoutMales(),
                all.from(contig.name(), between).before(contig.name(), second),
                all.from(contig.name(), second).withoutMales());
    }

    /** Where several files hold one contig, each stretch ends where the next one begins. */
    private List<Stretch> apart(List<Stretch> stretches) {
        Map<String, List<Stretch>> byContig = new LinkedHashMap<>();
        for (Stretch s : stretches)
            byContig.computeIfAbsent(s.contig().orElse(""), c -> new ArrayList<>())
                    .add(s);
        List<Stretch> out = new ArrayList<>();
        byContig.forEach((contig, of) -> {
            if (of.stream().map(Stretch::panel).distinct().count() < of.size() || contig.isEmpty()) out.addAll(of);
            else out.addAll(apart(contig, of));
        });
        return out;
    }

    private List<Stretch> apart(String contig, List<Stretch> files) {
        if (files.size() == 1) return files;
        Optional<GenomeBuild> build = GenomeBuild.of(contig, contigs.get(contig).lengthBp());
        TreeMap<Integer, Stretch> byStart = new TreeMap<>();
        for (Stretch s : files) {
            Stretch other = byStart.put(KnownContigs.firstBp(s.panel()), s);
            if (other != null) throw overlapping(contig, other.panel(), s.panel());
        }
        List<Stretch> out = new ArrayList<>();
        int start = 1;
        Integer first = byStart.firstKey();
        for (Integer next = byStart.higherKey(first); next != null; next = byStart.higherKey(first)) {
            int end = PseudoAutosomal.border(build, first, next);
            out.add(byStart.get(first).from(contig, start).before(contig, end));
            start = end;
            first = next;
        }
        out.add(byStart.get(first).from(contig, start));
        return out;
    }

    private static InputException overlapping(String contig, Path one, Path two) {
        return new InputException(
                two.toString(),
                "two files of the panel begin at the same position",
                "contig " + contig + ", which " + one + " has, too",
                "files that hold other contigs, or other parts of one",
                "leave one of the files out of the pattern");
    }

    private void ofRegion(List<Path> panels, Region region) {
        for (Path file : panels) {
            if (panels.size() > 1 && !known(file).mayHave(region.contig())) continue;
            ahead.add(new Stretch(
                    file,
                    Optional.of(region.contig()),
                    Optional.of(region),
                    request.windows().overlapCm(),
                    request.input().males()));
        }
        if (ahead.isEmpty()) {
            throw new InputException(
                    "--region",
                    "no file of the panel has the contig",
                    region.toString() + ", and files " + panels.get(0) + " to " + panels.get(panels.size() - 1),
                    "a contig of the panel",
                    "choose another --region, or give the file of that contig");
        }
    }

    /**
     * Reads the next stretch that targets have records in.
     *
     * @return empty if there are no more
     * @throws InputException if a file is malformed
     */
    Optional<ImputeInputs> next() throws IOException {
        while (!ahead.isEmpty()) {
            Optional<ImputeInputs> read = read(ahead.removeFirst(), PloidyChange.ENDS_STRETCH);
            if (read.isPresent()) return read;
        }
        return Optional.empty();
    }

    /** Reads a stretch again, as it was found before. */
    ImputeInputs again(Stretch stretch) throws IOException {
        return read(stretch, PloidyChange.REFUSED).orElseThrow();
    }

    private Optional<ImputeInputs> read(Stretch stretch, PloidyChange atChange) throws IOException {
        Optional<Path> file = stretch.contig().map(targetFiles::of).orElse(Optional.of(targetFiles.name()));
        if (several && stretch.contig().isPresent()) {
            String contig = stretch.contig().get();
            if (file.isEmpty()
                    || known(file.get()).complete()
                            && inTargets(file.get(), contig).isEmpty()) {
                lacksTargets(stretch.name(contig));
                return Optional.empty();
            }
        }
        Path target =
                file.orElseThrow(() -> targetFiles.noneFor(stretch.contig().orElseThrow()));
        Selection panelRecords = selection(stretch, stretch.core(), atChange);
        Selection targetRecords = selection(stretch, targetRegion(stretch, target), atChange);
        FlawedRecords flawed = new FlawedRecords(request.sites().flawed());
        try (Background background = new Background()) {
            Future<TargetReading> reading = background.begin(() -> recorder.phase(
                    "read targets",
                    () -> TargetReader.readStretch(target, targetRecords, ReadProgress.SILENT, flawed)));
            Future<Optional<GeneticMap>> mapping =
                    background.begin(() -> stretch.contig().isPresent()
                            ? Optional.of(map(stretch.contig().get()))
                            : Optional.empty());
            PanelReading panel = recorder.phase("read panel", () -> readPanel(stretch, panelRecords));
            TargetReading asInFile = Background.join(reading);
            Background.join(mapping);
            boolean sites = panel.panel().siteCount() > 0;
            String contig =
                    sites ? panel.panel().site(0).contig() : stretch.contig().orElseThrow();
            meet(stretch, contig, panel);
            TargetReading targets = named(asInFile, contig);
            if (targetRecords.region().isPresent() && request.region().isEmpty()) {
                targetContigs.merge(target, targets.contigs(), (a, b) -> a.size() > b.size() ? a : b);
            }
            if (!sites) return passOver(targets, flawed);
            return joined(new Read(stretch, contig, target, panel, targets, flawed), atChange);
        }
    }

    /** Panel and targets of what may be a stretch. */
    private record Read(
            Stretch stretch,
            String contig,
            Path target,
            PanelReading panel,
            TargetReading targets,
            FlawedRecords flawed) {
        /** Position of the last target record; 0 if there is none. */
        int lastTargetBp() {
            List<Site> sites = targets.targets().sites();
            return sites.isEmpty() ? 0 : sites.get(sites.size() - 1).pos();
        }

        int lastPanelBp() {
            return panel.panel().site(panel.panel().siteCount() - 1).pos();
        }

        /** Where the ploidy of panel or targets changes first. */
        OptionalInt end() {
            OptionalInt ofPanel = border(lastPanelBp(), panel.nextStretchBp());
            OptionalInt ofTargets = border(lastTargetBp(), targets.nextStretchBp());
            if (ofTargets.isEmpty() || ofPanel.isEmpty()) return ofTargets.isEmpty() ? ofPanel : ofTargets;
            boolean same = ofPanel.getAsInt() > lastTargetBp()
                    && ofPanel.getAsInt() <= targets.nextStretchBp().getAsInt();
            return same ? ofPanel : OptionalInt.of(Math.min(ofPanel.getAsInt(), ofTargets.getAsInt()));
        }

        private OptionalInt border(int lastBp, OptionalInt nextBp) {
            if (nextBp.isEmpty()) return nextBp;
            Optional<GenomeBuild> build =
                    GenomeBuild.of(contig, panel.description().lengthBp());
            return OptionalInt.of(PseudoAutosomal.border(build, lastBp, nextBp.getAsInt()));
        }
    }

    /** Cuts at the first change of ploidy. Empty if panel or targets have nothing in front of it. */
    private Optional<ImputeInputs> joined(Read read, PloidyChange atChange) throws IOException {
        OptionalInt end = read.end();
        if (end.isEmpty()) return inputs(read, read.stretch());
        ahead.addFirst(read.stretch().from(read.contig(), end.getAsInt()));
        changes.merge(read.contig(), 1, Integer::sum);
        if (!several) isSeveral();
        Stretch now = read.stretch().before(read.contig(), end.getAsInt());
        LOG.info("the ploidy of samples changes at {}:{}", read.contig(), end.getAsInt());
        if (read.panel().panel().site(0).pos() >= end.getAsInt()) {
            return passOver(read.targets(), read.flawed());
        }
        if (read.lastPanelBp() < end.getAsInt() && read.lastTargetBp() < end.getAsInt()) {
            return inputs(read, now);
        }
        return read(now, atChange);
    }

    private Optional<ImputeInputs> passOver(TargetReading targets, FlawedRecords flawed) {
        passedOver.add(new PassedOver(targets.targets().sites(), flawed));
        return Optional.empty();
    }

    private Optional<ImputeInputs> inputs(Read read, Stretch stretch) throws IOException {
        checkSamples(read);
        if (read.targets().targets().sites().isEmpty()) {
            if (read.flawed().counts().isEmpty()) lacksTargets(stretch.name(read.contig()));
            else noneUsable(stretch.name(read.contig()), read.flawed().counts());
            return passOver(read.targets(), read.flawed());
        }
        HaplotypePanel panel = read.panel().panel();
        GeneticMap cm = map(read.contig());
        warnOfMap(cm, read.contig(), panel);
        double[] siteCm = cm.cmOfSites(panel);
        int from = 0;
        int to = siteCm.length;
        if (stretch.core().isPresent() && !stretch.whole()) {
            Region core = stretch.core().get();
            while (from < to && panel.site(from).pos() < core.startBp()) from++;
            to = from;
            while (to < siteCm.length && panel.site(to).pos() <= core.endBp()) to++;
            if (from == to) throw noSites(core, panel.siteCount());
            if (stretch.context() > 0) {
                LOG.info(String.format(
                        Locale.ROOT,
                        "writing %s:%d-%d, with context of %.3g cM on both sides",
                        core.contig(),
                        panel.site(from).pos(),
                        panel.site(to - 1).pos(),
                        stretch.context()));
            }
        }
        return Optional.of(
                new ImputeInputs(stretch, read.panel(), read.targets(), read.flawed(), siteCm, from, to, several));
    }

    /** A map of another build, or of a part of the contig, says little of a panel's sites. */
    private static void warnOfMap(GeneticMap cm, String contig, HaplotypePanel panel) {
        long covered = panel.sites().stream().filter(s -> cm.covers(s.pos())).count();
        if (cm.pointCount() == 0 || 2 * covered >= panel.siteCount()) return;
        LOG.warn(
                "--map: {} of {} panel sites on {} lie outside of the map, which may be of another genome build: {} cM/Mb is assumed"
                        + " there",
                panel.siteCount() - covered,
                panel.siteCount(),
                contig,
                GeneticMap.DEFAULT_CM_PER_MB);
    }

    private InputException noSites(Region core, int around) {
        return new InputException(
                request.input().panel() + ", " + core,
                "the panel has no sites",
                around + " sites around the region, none in it",
                "at least one record with an ALT allele",
                "choose a --region that the panel covers");
    }

    private void lacksTargets(String name) {
        if (withoutTargets.add(name)) {
            LOG.warn("{}: the target file has no records there, so that nothing is imputed", name);
        }
    }

    private void noneUsable(String name, Map<RecordFlaw, Integer> flaws) {
        withoutTargets.add(name);
        flaws.forEach((flaw, records) -> {
            unusable.merge(flaw, records, Integer::sum);
            LOG.warn("{}: {} target records left out: {}", name, records, flaw.reason());
        });
    }

    /** Target records that cannot be used, in stretches that have no others. */
    Map<RecordFlaw, Integer> unusable() {
        return Collections.unmodifiableMap(unusable);
    }

    /** Contigs that targets have records on and the panel lacks, and the file of each. Ask at the end. */
    Map<String, Path> targetsElsewhere() {
        Map<String, Path> elsewhere = new LinkedHashMap<>();
        targetContigs.forEach((file, there) -> {
            for (ContigLine contig : there) {
                List<String> names = there.stream().map(ContigLine::name).toList();
                boolean inPanel = contigs.keySet().stream()
                        .anyMatch(c -> meaning(names, c).equals(Optional.of(contig.name())));
                if (!inPanel) elsewhere.put(contig.name(), file);
            }
        });
        return elsewhere;
    }

    /** Names of stretches that targets have no records in. */
    List<String> withoutTargets() {
        return List.copyOf(withoutTargets);
    }

    private void checkSamples(Read read) {
        Samples found = read.targets().targets().samples();
        if (targets.isEmpty()) targets = Optional.of(found);
        if (targets.get().equals(found)) return;
        throw new InputException(
                read.target().toString(),
                "the targets are not those of the contigs before",
                found + ", such as " + found.name(0),
                targets.get() + " in the same order, such as " + targets.get().name(0),
                "give files of the same samples, or impute the contigs one by one");
    }

    /** Learns the contigs of a file that was read to its end, and the name of one that was not known. */
    private void meet(Stretch stretch, String contig, PanelReading panel) throws IOException {
        contigs.putIfAbsent(contig, new ContigLine(contig, panel.description().lengthBp()));
        boolean complete = request.region().isPresent()
                || stretch.contig().isEmpty()
                || known(stretch.panel()).complete();
        if (complete || !looked.add(stretch.panel())) return;
        List<ContigLine> found = stretch.whole() && panel.nextStretchBp().isEmpty()
                ? panel.contigs()
                : KnownContigs.byReading(stretch.panel());
        List<Stretch> others = new ArrayList<>();
        for (ContigLine other : found) {
            if (other.name().equals(contig)) continue;
            others.addAll(of(stretch.panel(), other, Optional.of(Region.whole(other.name()))));
        }
        Deque<Stretch> later = new ArrayDeque<>(ahead);
        ahead.clear();
        while (!later.isEmpty() && later.getFirst().panel().equals(stretch.panel())) ahead.add(later.removeFirst());
        ahead.addAll(others);
        ahead.addAll(later);
        if (!others.isEmpty() && !several) isSeveral();
    }

    /** What of the targets is read: nothing else than the contig, where the file may have others. */
    private Optional<Region> targetRegion(Stretch stretch, Path file) {
        if (stretch.core().isPresent() && !stretch.core().get().wholeContig()) {
            return stretch.core().map(c -> new Region(nameInTargets(file, c.contig()), c.startBp(), c.endBp()));
        }
        boolean all = stretch.contig().isEmpty() || known(file).one() || !KnownContigs.readable(file);
        if (all && several && stretch.contig().isPresent() && !KnownContigs.readable(file)) throw pipe(file);
        return all && request.region().isEmpty()
                ? Optional.empty()
                : Optional.of(Region.whole(nameInTargets(file, stretch.contig().orElseThrow())));
    }

    /** Targets at sites of a contig that is named as in the panel. */
    private TargetReading named(TargetReading asInFile, String contig) {
        Optional<String> name = meaning(asInFile.contigsOfSites(), contig);
        if (name.isEmpty() || Contigs.same(name.get(), contig)) return asInFile;
        if (numbersTold.add(contig)) LOG.info("{} of the targets is {} of the panel", name.get(), contig);
        return asInFile.named(name.get(), contig);
    }

    private String nameInTargets(Path file, String contig) {
        return inTargets(file, contig).orElse(contig);
    }

    /** What a target file calls a contig of the panel, as far as that is known before it is read. */
    private Optional<String> inTargets(Path file, String contig) {
        return meaning(known(file).names(), contig);
    }

    /** Which of the targets' contigs a contig of the panel is: 23 is X, unless the panel has a 23 beside its X. */
    private Optional<String> meaning(List<String> inTargets, String contig) {
        return Contigs.named(inTargets, contig)
                .filter(name ->
                        Contigs.same(name, contig) || contigs.keySet().stream().noneMatch(c -> Contigs.same(c, name)));
    }

    private static InputException pipe(Path file) {
        return new InputException(
                file.toString(),
                "targets of several contigs cannot come through a pipe, which can be read once",
                "a panel of several contigs",
                "a file",
                "write the targets to a file, or choose one contig with --region");
    }

    private Selection selection(Stretch stretch, Optional<Region> part, PloidyChange atChange) throws IOException {
        boolean ends = stretch.contig()
                .filter(c -> Contigs.sexChromosome(c) && changes.getOrDefault(c, 0) < MOST_CHANGES)
                .isPresent();
        PloidyChange change = ends ? atChange : PloidyChange.REFUSED;
        if (part.isEmpty() || part.get().wholeContig()) {
            return new Selection(part, Optional.empty(), stretch.males(), change);
        }
        Region read = stretch.context() > 0
                ? map(stretch.contig().orElseThrow()).around(part.get(), stretch.context())
                : part.get();
        return new Selection(Optional.of(read), part, stretch.males(), change);
    }

    private GeneticMap map(String contig) throws IOException {
        if (map.isPresent() && Contigs.same(mapContig, contig)) return map.get();
        GeneticMap loaded = withoutMap.contains(contig) ? GeneticMap.constantRate() : maps.load(recorder, contig);
        map = Optional.of(loaded);
        mapContig = contig;
        return loaded;
    }

    private PanelReading readPanel(Stretch stretch, Selection selection) {
        Path file = stretch.panel();
        boolean part = request.region().isEmpty() && !stretch.whole();
        try (ReadingProgress reading = recorder.reading("reading " + file.getFileName())) {
            PanelReadOptions options = new PanelReadOptions(
                    selection, request.sites().missing(), request.sites().flawed(), reading);
            return part ? PanelReader.readPart(file, options) : PanelReader.read(file, options);
        }
    }
}
