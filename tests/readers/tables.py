"""Reads the tables with the programs that people use, and compares what they see.

    python tests/readers/tables.py DIR

DIR is the output of `cruscotto convert … -o DIR --combine
--format csv,csv-excel,parquet,sqlite,ndjson`.
"""

import datetime
import decimal
import json
import sys
from pathlib import Path

import duckdb
import pandas
import polars
from duckdb_extensions import import_extension
from frictionless import Package

POLARS = {
    "string": polars.String,
    "integer": polars.Int64,
    "number": polars.Decimal(18, 6),
    "boolean": polars.Boolean,
    "date": polars.Date,
    "year": polars.Int32,
}
PYTHON = {
    "string": str,
    "integer": int,
    "number": (decimal.Decimal, float),
    "boolean": bool,
    "date": datetime.date,
    "year": int,
}


def schema(package: Path) -> dict:
    """The fields of each table, from its description."""
    resources = json.loads(package.read_text("utf-8"))["resources"]
    return {r["name"]: {f["name"]: f["type"] for f in r["schema"]["fields"]} for r in resources}


def summary(db, source: str, fields: dict) -> list:
    """Rows, and of each column the values that are there; of numbers also the sum."""
    parts = ["count(*)"]
    for name, kind in fields.items():
        parts.append(f'count("{name}")')
        if kind in ("integer", "number", "year"):
            parts.append(f'round(sum(CAST("{name}" AS DOUBLE)), 6)')
        elif kind == "boolean":
            parts.append(f'sum(CAST(CAST("{name}" AS BOOLEAN) AS INTEGER))')
        elif kind == "date":
            parts.append(f'max(CAST("{name}" AS DATE))')
        else:
            parts.append(f'max(length("{name}"))')
    return list(db.execute(f"SELECT {', '.join(parts)} FROM {source}").fetchone())


def same(what: str, **found) -> None:
    first, *rest = found.items()
    for name, value in rest:
        assert value == first[1], f"{what}: {first[0]} {first[1]}\n{name} {value}"


def annex(db, folder: Path) -> int:
    fields_of = schema(folder / "tables" / "datapackage.json")
    db.execute(f"ATTACH '{folder / 'plan.sqlite'}' AS plan (TYPE sqlite)")
    targets = 0
    for table, fields in fields_of.items():
        csv = folder / "tables" / f"{table}.csv"
        excel = folder / "tables-excel" / f"{table}.csv"
        parquet = folder / "parquet" / f"{table}.parquet"
        ndjson = folder / "ndjson" / f"{table}.ndjson"
        rows = db.execute(f"SELECT count(*) FROM '{parquet}'").fetchone()[0]
        found = {
            "parquet": summary(db, f"'{parquet}'", fields),
            "csv": summary(db, f"read_csv('{csv}', header = true, all_varchar = true)", fields),
            "sqlite": summary(db, f"plan.{table}", fields),
        }
        if rows:
            found["ndjson"] = summary(db, f"read_ndjson('{ndjson}', sample_size = -1)", fields)
        same(f"{folder.name} {table} in DuckDB", **found)
        targets += rows if table == "targets" else 0

        polar = polars.read_parquet(parquet)
        assert dict(polar.schema) == {n: POLARS[k] for n, k in fields.items()}, polar.schema
        panda = pandas.read_parquet(parquet)
        for name, kind in fields.items():
            values = [v for v in panda[name] if not pandas.isna(v)]
            assert all(isinstance(v, PYTHON[kind]) or kind in ("integer", "year", "boolean") for v in values), (
                table, name, panda[name].dtype)
        same(
            f"{folder.name} {table} rows",
            duckdb=rows,
            polars=polar.height,
            pandas=len(panda),
            pandas_csv=len(pandas.read_csv(csv, dtype=str)),
            polars_csv=polars.read_csv(csv, infer_schema=False).height,
            pandas_excel=len(pandas.read_csv(excel, sep=";", decimal=",", encoding="utf-8-sig")),
        )
        if "value" in fields:
            excel_values = pandas.read_csv(excel, sep=";", decimal=",", encoding="utf-8-sig")["value"]
            same(
                f"{folder.name} sum of values",
                polars=round(float(polar["value"].sum() or 0), 6),
                excel=round(float(excel_values.sum()), 6),
            )
    named = db.execute("SELECT count(*) FROM plan.targets_named").fetchone()[0]
    joined = db.execute(
        f"""SELECT count(*) FROM '{folder}/parquet/targets.parquet' t
            JOIN read_csv('{folder}/tables/indicators.csv', all_varchar = true) i USING (indicator_key)
            JOIN plan.annexes a ON a.annex_id = t.annex_id"""
    ).fetchone()[0]
    same(f"{folder.name} joined over three formats", targets=targets, joined=joined, named=named)
    db.execute("DETACH plan")
    valid(folder / "tables" / "datapackage.json")
    return targets


def combined(db, folder: Path) -> int:
    db.execute(f"ATTACH '{folder / 'plans.sqlite'}' AS plans (TYPE sqlite)")
    for table, fields in schema(folder / "csv" / "datapackage.json").items():
        parquet = f"read_parquet('{folder}/parquet/{table}/**/*.parquet', hive_partitioning = false)"
        csv = f"read_csv('{folder}/csv/{table}.csv', header = true, all_varchar = true)"
        same(
            f"combined {table}",
            parquet=summary(db, parquet, fields),
            csv=summary(db, csv, fields),
            sqlite=summary(db, f"plans.{table}", fields),
        )
    partitions = db.execute(
        f"""SELECT count(*), count(DISTINCT organisation_id)
            FROM read_parquet('{folder}/parquet/targets/**/*.parquet', hive_partitioning = true)"""
    ).fetchone()
    valid(folder / "csv" / "datapackage.json")
    db.execute("DETACH plans")
    return partitions[0]


def valid(package: Path) -> None:
    report = Package(str(package)).validate()
    assert report.valid, f"{package}: {report.flatten(['rowNumber', 'fieldName', 'type', 'note'])[:20]}"


def main(output: Path) -> None:
    db = duckdb.connect()
    import_extension("sqlite_scanner", con=db)
    db.execute("LOAD sqlite_scanner")
    folders = sorted(p.parent for p in output.glob("*/plan.sqlite"))
    assert folders, f"no annex in {output}"
    counts = {folder.name: annex(db, folder) for folder in folders}
    members = json.loads((output / "combined" / "state.json").read_text("utf-8"))["members"]
    same("targets in all", combined=combined(db, output / "combined"), annexes=sum(counts[m["annex"]] for m in members))
    print(f"{len(folders)} annexes, {sum(counts.values())} targets: DuckDB, pandas, polars and frictionless agree")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
