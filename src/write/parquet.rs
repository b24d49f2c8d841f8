//! The tables as Parquet: typed columns, one row group a table, the same bytes every time.
//!
//! Written without Arrow, whose crates would double the build. Numbers are `DECIMAL(18, 6)`, days
//! are `DATE`, years 32-bit integers.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type as Node, TypePtr};

use super::tables::{Decimal, Rows, Value};
use super::{Artifact, WriteError};
use crate::plan::Date;
use crate::schema::{Column, Table, Type};

/// One file a table.
///
/// # Errors
/// When the Parquet library fails.
pub fn artifacts(tables: &[Rows]) -> Result<Vec<Artifact>, WriteError> {
    let artifact = |rows: &Rows| {
        let bytes = bytes(rows).map_err(WriteError::library("parquet"))?;
        Ok(Artifact { path: format!("parquet/{}.parquet", rows.table.name), bytes })
    };
    tables.iter().map(artifact).collect()
}

/// A table as a Parquet file.
///
/// # Errors
/// When the Parquet library fails.
pub fn bytes(rows: &Rows) -> Result<Vec<u8>, ParquetError> {
    let properties = WriterProperties::builder()
        .set_created_by(format!("cruscotto version {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), message(rows.table)?, Arc::new(properties))?;
    if !rows.rows.is_empty() {
        let mut group = writer.next_row_group()?;
        for (at, column) in rows.table.columns.iter().enumerate() {
            let cells: Vec<&Value> = rows.rows.iter().map(|row| &row[at]).collect();
            let mut chunk = group.next_column()?.ok_or_else(|| ParquetError::General("no such column".to_owned()))?;
            write(&mut chunk, column, &cells)?;
            chunk.close()?;
        }
        group.close()?;
    }
    writer.into_inner()
}

fn message(table: &Table) -> Result<TypePtr, ParquetError> {
    let columns = table.columns.iter().map(node).collect::<Result<_, _>>()?;
    Ok(Arc::new(Node::group_type_builder(table.name).with_fields(columns).build()?))
}

fn node(column: &Column) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match column.ty {
        Type::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Type::Integer => (Physical::INT64, None),
        Type::Number => (Physical::INT64, Some(LogicalType::decimal(Decimal::SCALE.into(), Decimal::PRECISION.into()))),
        Type::Boolean => (Physical::BOOLEAN, None),
        Type::Date => (Physical::INT32, Some(LogicalType::Date)),
        Type::Year => (Physical::INT32, None),
    };
    let mut builder = Node::primitive_type_builder(column.name, physical)
        .with_repetition(if column.required { Repetition::REQUIRED } else { Repetition::OPTIONAL })
        .with_logical_type(logical);
    if column.ty == Type::Number {
        builder = builder.with_scale(Decimal::SCALE.into()).with_precision(Decimal::PRECISION.into());
    }
    Ok(Arc::new(builder.build()?))
}

fn write(chunk: &mut SerializedColumnWriter<'_>, column: &Column, cells: &[&Value]) -> Result<(), ParquetError> {
    match column.ty {
        Type::Text => batch::<ByteArrayType>(chunk, column, cells, |value| match value {
            Value::Text(text) => Some(ByteArray::from(text.as_str())),
            _ => None,
        }),
        Type::Integer => batch::<Int64Type>(chunk, column, cells, |value| match value {
            Value::Integer(number) => Some(*number),
            _ => None,
        }),
        Type::Number => batch::<Int64Type>(chunk, column, cells, |value| match value {
            Value::Number(number) => Some(number.millionths()),
            _ => None,
        }),
        Type::Boolean => batch::<BoolType>(chunk, column, cells, |value| match value {
            Value::Boolean(truth) => Some(*truth),
            _ => None,
        }),
        Type::Date => batch::<Int32Type>(chunk, column, cells, |value| match value {
            Value::Date(day) => Some(days_since_1970(*day)),
            _ => None,
        }),
        Type::Year => batch::<Int32Type>(chunk, column, cells, |value| match value {
            Value::Integer(year) => i32::try_from(*year).ok(),
            _ => None,
        }),
    }
}

/// The values that are there, and for a column that may be null which ones they are.
fn batch<T: DataType>(
    chunk: &mut SerializedColumnWriter<'_>,
    column: &Column,
    cells: &[&Value],
    value: impl Fn(&Value) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let values: Vec<Option<T::T>> = cells.iter().map(|cell| value(cell)).collect();
    let levels: Vec<i16> = values.iter().map(|v| i16::from(v.is_some())).collect();
    let present: Vec<T::T> = values.into_iter().flatten().collect();
    let levels = (!column.required).then_some(levels.as_slice());
    chunk.typed::<T>().write_batch(&present, levels, None)?;
    Ok(())
}

/// Days since 1 January 1970 (after Howard Hinnant's `days_from_civil`).
fn days_since_1970(day: Date) -> i32 {
    let number = |n: u32| i32::try_from(n).unwrap_or(0);
    let year = day.year() - i32::from(day.month() <= 2);
    let month = number((day.month() + 9) % 12);
    let day_of_year = (153 * month + 2) / 5 + number(day.day()) - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (text, days) in [("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2020-07-21", 18_464)] {
            assert_eq!(days_since_1970(text.parse().expect(text)), days, "{text}");
        }
    }
}
