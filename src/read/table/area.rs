//! Boxes on a page, `y` downwards.

/// A box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left.
    pub x0: f32,
    /// Top.
    pub y0: f32,
    /// Right.
    pub x1: f32,
    /// Bottom.
    pub y1: f32,
}

impl Area {
    /// Its width.
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Its height.
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// The middle, across and down.
    pub fn middle(&self) -> (f32, f32) {
        (f32::midpoint(self.x0, self.x1), f32::midpoint(self.y0, self.y1))
    }

    /// The smallest box that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// How far both overlap across; negative is a gap.
    pub fn overlap_x(&self, other: &Self) -> f32 {
        self.x1.min(other.x1) - self.x0.max(other.x0)
    }

    /// How far both overlap down; negative is a gap.
    pub fn overlap_y(&self, other: &Self) -> f32 {
        self.y1.min(other.y1) - self.y0.max(other.y0)
    }
}

/// Numbers that are the same but for `tolerance`, each group by its mean, ascending.
pub fn cluster(mut values: Vec<f32>, tolerance: f32) -> Vec<f32> {
    values.retain(|v| v.is_finite());
    values.sort_by(f32::total_cmp);
    let mut groups: Vec<(f32, f32, f32)> = Vec::new();
    for value in values {
        match groups.last_mut() {
            Some((first, sum, n)) if value - *first <= tolerance => {
                *sum += value;
                *n += 1.0;
            }
            _ => groups.push((value, value, 1.0)),
        }
    }
    groups.into_iter().map(|(_, sum, n)| sum / n).collect()
}

/// The index of the number nearest to `value` in an ascending list; 0 if the list is empty.
pub fn nearest(list: &[f32], value: f32) -> usize {
    let after = list.partition_point(|v| *v < value);
    match (after.checked_sub(1), list.get(after)) {
        (Some(before), Some(next)) if value - list[before] <= next - value => before,
        (Some(before), None) => before,
        _ => after,
    }
}
