"""Fits how sure tables are: python3 fit.py MADE, where MADE holds pages of make.py with even seeds.

`MADE=$PWD/MADE cargo test --lib sureness -- --ignored` first writes what shows in every table read (MADE/SEED.traits). From that and from
whether the table is perfect, as score.py sees it, two logistic functions are fitted, one for tables by rules and one for those by alignment,
and written to src/reconstruct/pages/sureness/weights.rs. Printed is what five functions, each fitted on four fifths of the pages, say of the
fifth they have not seen. Needs numpy.
"""
import json
import pathlib
import sys

import numpy

from score import SURE, is_perfect, pairs

WEIGHTS = pathlib.Path(__file__).resolve().parents[3] / "src/reconstruct/pages/sureness/weights.rs"
RARE = 2  # per cent of the tables at either end whose traits are taken for the next ones
PULL = 1.0  # towards nought, for each weight of a trait that is measured in its own spread
METHODS = {"rules": ("RULES", "rules"), "alignment": ("ALIGNMENT", "alignment")}


def samples(made):
    """For each method the traits of its tables, whether they are perfect, and the seeds of their pages."""
    of = {method: ([], [], []) for method in METHODS}
    for path in sorted(made.glob("*.traits"), key=lambda p: int(p.stem)):
        assert int(path.stem) % 2 == 0, "odd seeds are only ever scored"
        truths = json.loads(path.with_suffix(".json").read_text())["tables"]
        reads = json.loads(path.read_text())["tables"]
        matched = {k: i for i, k in pairs(truths, reads).items()}
        for k, read in enumerate(reads):
            if read["method"] not in of:
                continue
            traits, perfect, seeds = of[read["method"]]
            traits.append(read["traits"])
            perfect.append(k in matched and is_perfect(truths[matched[k]], read))
            seeds.append(int(path.stem))
    return {method: (numpy.array(traits), numpy.array(perfect), numpy.array(seeds)) for method, (traits, perfect, seeds) in of.items()}


def limits(traits):
    return numpy.percentile(traits, [RARE, 100 - RARE], axis=0)


def ways(traits):
    """Each trait by its value, its root, and whether it is nought."""
    traits = traits.clip(*limits(traits))
    return numpy.stack([traits, numpy.sqrt(numpy.abs(traits)), traits == 0], axis=2).reshape(len(traits), -1)


def fit(traits, perfect):
    """Weights of the traits, the first of which is 1: Newton's method on the likelihood."""
    spread = numpy.where(traits.std(axis=0) > 1e-9, traits.std(axis=0), numpy.inf)
    middle = traits.mean(axis=0)
    spread[0], middle[0] = 1, 0
    scaled = (traits - middle) / spread
    pull = numpy.full(traits.shape[1], PULL)
    pull[0] = 0
    weights = numpy.zeros(traits.shape[1])
    for _ in range(60):
        said = 1 / (1 + numpy.exp(-scaled @ weights))
        slope = scaled.T @ (perfect - said) - pull * weights
        bend = (scaled * (said * (1 - said))[:, None]).T @ scaled + numpy.diag(pull) + 1e-6 * numpy.eye(len(pull))
        weights += numpy.linalg.solve(bend, slope)
    own = weights / spread
    own[0] = weights[0] - (middle / spread * weights)[1:].sum()
    return own


def unseen(traits, perfect, seeds):
    """What functions fitted on the other pages say."""
    said = numpy.zeros(len(perfect))
    for fifth in range(5):
        out = seeds // 2 % 5 == fifth
        said[out] = 1 / (1 + numpy.exp(-traits[out] @ fit(traits[~out], perfect[~out])))
    return said


def main():
    text = "//! The weights of the traits: of their values, of their roots, of their being nought. Written by `tests/cases/general_tables/fit.py`.\n#![allow(clippy::approx_constant, reason = \"what was fitted may be near a constant\")]\n\nuse super::traits::COUNT;\n"
    said, right = [], []
    for method, (shown, perfect, seeds) in samples(pathlib.Path(sys.argv[1])).items():
        traits = ways(shown)
        own = unseen(traits, perfect, seeds)
        said.append(own)
        right.append(perfect)
        sure = own >= SURE
        print(f"{method}: {len(perfect)} tables, {perfect.sum()} perfect; said >= {SURE} sure {sure.sum()}, of these perfect "
              f"{perfect[sure].mean():.3f}; of the perfect ones said so {sure[perfect].mean():.3f}")
        weights = fit(traits, perfect)
        name, of = METHODS[method]
        ends = "".join(f"    [{low:.4f}, {high:.4f}],\n" for low, high in limits(shown).T)
        text += f"\n/// The least and the most of each that tables by {of} usually show.\npub(super) const LIMITS_OF_{name}: [[f64; 2]; COUNT] = [\n{ends}];\n"
        rows = "".join(f"    [{', '.join(f'{w:.4f}' for w in own)}],\n" for own in weights.reshape(-1, 3))
        text += f"\n/// Of tables by {of}.\npub(super) const {name}: [[f64; 3]; COUNT] = [\n{rows}];\n"
    said, right = numpy.concatenate(said), numpy.concatenate(right)
    sure = said >= SURE
    print(f"all: said >= {SURE} sure {sure.sum()}, of these perfect {right[sure].mean():.3f}; of the perfect ones said so {sure[right].mean():.3f}")
    for low in numpy.arange(0, 1, .1):
        own = (said >= low) & (said < low + .1)
        if own.any():
            print(f"  said {low:.1f} to {low + .1:.1f}: {own.sum()} tables, said {said[own].mean():.3f}, perfect {right[own].mean():.3f}")
    WEIGHTS.write_text(text)


main()
