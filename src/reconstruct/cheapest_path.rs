//! The dynamic programme over stages: of each stage one state is taken, and what that costs hangs on the state taken before.

/// The cheapest way through the stages: what it costs, and which state of each stage it takes, by number. `step` tells what a way
/// costs that goes on: from what it cost so far and the state it took last (`start` before the first stage), by a state of the stage of
/// that number; `None` where it cannot. Of ways that cost the same the one whose last states come first. `None` where no way leads
/// through.
pub(crate) fn cheapest_path<S: Copy, C: Copy + PartialOrd>(
    (nothing, start): (C, S),
    stages: &[Vec<S>],
    step: impl Fn(usize, (C, S), S) -> Option<C>,
) -> Option<(C, Vec<usize>)> {
    let mut reached = vec![Reached { cost: nothing, state: start, number: 0, before: 0 }];
    let mut all: Vec<Vec<Reached<S, C>>> = Vec::with_capacity(stages.len());
    for (stage, states) in stages.iter().enumerate() {
        let mut next: Vec<Reached<S, C>> = Vec::with_capacity(states.len());
        for (number, state) in states.iter().enumerate() {
            let mut cheapest: Option<Reached<S, C>> = None;
            for (before, way) in reached.iter().enumerate() {
                let Some(cost) = step(stage, (way.cost, way.state), *state) else { continue };
                if cheapest.as_ref().is_none_or(|known| cost < known.cost) {
                    cheapest = Some(Reached { cost, state: *state, number, before });
                }
            }
            next.extend(cheapest);
        }
        all.push(std::mem::replace(&mut reached, next));
    }
    let mut end = reached.iter().reduce(|best, way| if way.cost < best.cost { way } else { best })?;
    let cost = end.cost;
    let mut taken = Vec::with_capacity(stages.len());
    for earlier in all.iter().rev() {
        taken.push(end.number);
        end = &earlier[end.before];
    }
    taken.reverse();
    Some((cost, taken))
}

/// The cheapest way to a state.
struct Reached<S, C> {
    cost: C,
    state: S,
    /// Which state of its stage it is.
    number: usize,
    /// From which of those reached before.
    before: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_through_is_cheapest_as_a_whole() {
        // Each step costs how far it goes, and standing on an odd number five.
        let stages = vec![vec![1, 4], vec![5, 8], vec![9]];
        let step = |_: usize, (cost, from): (i32, i32), to: i32| Some(cost + (to - from).abs() + 5 * (to % 2));
        assert_eq!(cheapest_path((0, 0), &stages, step), Some((14, vec![1, 1, 0])));
    }

    #[test]
    fn of_equal_ways_the_first_is_taken_and_where_none_leads_through_there_is_none() {
        let stages = vec![vec![1, 2], vec![3, 4]];
        assert_eq!(cheapest_path((0, 0), &stages, |_, (cost, _), _| Some(cost)), Some((0, vec![0, 0])));
        assert_eq!(cheapest_path((0, 0), &stages, |_, (cost, from), to| (to < from).then_some(cost)), None);
        assert_eq!(cheapest_path((7, 0), &[] as &[Vec<i32>], |_, (cost, _), _| Some(cost)), Some((7, Vec::new())));
    }
}
