package org.haprag.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.haprag.genotype.RandomDraw;
import org.haprag.model.ModelConfig;

/**
 * Makes training batches ahead of the loop, in one thread and one seeded order, so that a run can be repeated to the bit.
 * An episode (region, fresh mask, pseudo-targets) gives many windows; a batch draws its windows from a pool of several
 * episodes.
 */
final class BatchSource implements AutoCloseable {
    private static final int AHEAD = 3;
    private static final int POOLED_EPISODES = 4;

    private final List<TrainingRegion> regions;
    private final EpochRetrieval retrieval;
    private final ModelConfig model;
    private final TrainingConfig config;
    private final long seed;
    private SplittableRandom random;
    private final BlockingQueue<Object> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread producer;
    private final List<TokenWindow> pool = new ArrayList<>();
    private long step;
    private volatile boolean closed;

    private record TokenWindow(Episode episode, int target, int from) {}

    /**
     * @param firstStep 0, or where a resumed run goes on; a multiple of {@link TrainingConfig#validateEvery}, so that the
     *     batches from there on are those of the undisturbed run
     */
    BatchSource(
            List<TrainingRegion> regions,
            EpochRetrieval retrieval,
            ModelConfig model,
            TrainingConfig config,
            long seed,
            long firstStep) {
        this.regions = regions;
        this.retrieval = retrieval;
        this.model = model;
        this.config = config;
        this.seed = seed;
        this.step = firstStep;
        producer = new Thread(this::produce, "haprag-batches");
        producer.setDaemon(true);
        producer.start();
    }

    /** Waits for the next batch. */
    TrainingBatch next() throws InterruptedException {
        Object item = queue.take();
        if (item instanceof TrainingBatch batch) return batch;
        throw new IllegalStateException("the batch producer failed", (Throwable) item);
    }

    private void produce() {
        try {
            while (!closed) queue.put(make());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            if (!queue.offer(e)) {
                queue.clear();
                queue.add(e);
            }
        }
    }

    private TrainingBatch make() throws InterruptedException {
        if (step % config.validateEvery() == 0) {
            retrieval.await(step / config.validateEvery());
            random = new SplittableRandom(seed * 1_000_003L + step);
            pool.clear();
        }
        step++;
        TrainingBatch batch = new TrainingBatch(model, config.targetsPerStep(), config.rowsPerTarget());
        int reserve = POOLED_EPISODES * config.windowsPerEpisode() / 2;
        while (!batch.full()) {
            while (pool.size() < reserve || pool.isEmpty()) addEpisode();
            int i = random.nextInt(pool.size());
            TokenWindow window = pool.get(i);
            pool.set(i, pool.get(pool.size() - 1));
            pool.remove(pool.size() - 1);
            batch.add(window.episode(), window.target(), window.from(), random);
        }
        return batch;
    }

    private void addEpisode() {
        TrainingRegion region =
                pick().stretch(config.shortestStretchBp(), random).varied(config.variety(), random);
        int[] typedSites = config.masks().draw(step, config.steps(), random).typedSites(region.frequencies(), random);
        if (typedSites.length < 2) return;
        int stride = model.window() / 2;
        int windowsOfOne = typedSites.length / stride + 1;
        // Where a target has few windows, more targets share what an episode costs.
        int targets = Math.max(config.targetsPerEpisode(), config.windowsPerEpisode() / (4 * windowsOfOne));
        int[] samples = RandomDraw.some(region.trainingSamples(), targets, random);
        Episode episode = new Episode(region, retrieval.retriever(), samples, typedSites, config.variety(), random);
        List<TokenWindow> windows = new ArrayList<>();
        int last = Math.max(0, episode.anchors().count() - stride);
        for (int target = 0; target < samples.length; target++) {
            for (int i = 0; i < windowsOfOne; i++) {
                int from = random.nextInt(-stride, last + 1);
                windows.add(new TokenWindow(episode, target, Math.max(0, from)));
            }
        }
        while (windows.size() > config.windowsPerEpisode()) {
            int i = random.nextInt(windows.size());
            windows.set(i, windows.get(windows.size() - 1));
            windows.remove(windows.size() - 1);
        }
        pool.addAll(windows);
    }

    /** Regions by their number of sites. */
    private TrainingRegion pick() {
        double total = 0;
        for (TrainingRegion r : regions) total += r.panel().siteCount();
        double at = random.nextDouble() * total;
        for (TrainingRegion r : regions) {
            at -= r.panel().siteCount();
            if (at < 0) return r;
        }
        return regions.get(regions.size() - 1);
    }

    @Override
    public void close() {
        closed = true;
        producer.interrupt();
    }
}
