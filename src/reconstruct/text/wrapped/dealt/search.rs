//! The cheapest way to deal tokens out, of those that stayed among the best all along.

use rustc_hash::FxHashSet;

use super::super::tokens::Gap;
use super::super::weights::Cost;
use super::deal::{Deal, DealtToken, Move};
use super::print::DealtPrint;

/// Ways that are kept.
const KEPT: usize = 80;
/// Ways so much costlier than the best are not kept.
const BEHIND: Cost = 16.0;

/// A token dealt out, and the step before.
struct Step {
    to: DealtToken,
    before: Option<usize>,
}

/// Deals all tokens out; gives what speaks against it, too.
pub(super) fn deal(print: &DealtPrint) -> Option<(Vec<DealtToken>, Cost)> {
    let mut kept = vec![Deal::new(print.columns.len())];
    let mut steps: Vec<Step> = Vec::new();
    for (at, token) in print.tokens.iter().enumerate() {
        if token.gap == Gap::Page && at > 0 {
            for deal in &mut kept {
                deal.end_page(print);
            }
        }
        kept = next_of(print, at, &kept, &mut steps);
    }
    for deal in &mut kept {
        deal.end_page(print);
    }
    let best = kept.into_iter().min_by(|a, b| a.cost.total_cmp(&b.cost))?;
    let mut dealt: Vec<DealtToken> = Vec::with_capacity(print.tokens.len());
    let mut last = best.step;
    while let Some(step) = last {
        dealt.push(steps[step].to);
        last = steps[step].before;
    }
    dealt.reverse();
    (dealt.len() == print.tokens.len()).then_some((dealt, best.cost))
}

/// The best ways to deal out one more token.
fn next_of(print: &DealtPrint, at: usize, kept: &[Deal], steps: &mut Vec<Step>) -> Vec<Deal> {
    let mut moves: Vec<(Cost, &Deal, Move)> = Vec::new();
    let mut own = Vec::new();
    let begins: Vec<Cost> = (0..print.columns.len()).map(|column| print.begins(column, at)).collect();
    for deal in kept {
        own.clear();
        deal.moves(print, at, &begins, &mut own);
        moves.extend(own.iter().map(|m| (deal.cost + m.cost, deal, *m)));
    }
    moves.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut next, mut seen) = (Vec::new(), FxHashSet::default());
    let best = moves.first().map_or(Cost::INFINITY, |m| m.0);
    for (_, deal, step) in moves.into_iter().take_while(|m| m.0 < best + BEHIND) {
        if next.len() == KEPT {
            break;
        }
        let mut made: Deal = deal.clone();
        made.take(print, at, step);
        if seen.insert(made.key()) {
            steps.push(Step { to: step.to, before: made.step });
            made.step = Some(steps.len() - 1);
            next.push(made);
        }
    }
    next
}
