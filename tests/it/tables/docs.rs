//! `docs/bi.md` shows the tables as they are.

use cruscotto::schema::{TABLES, Type};

/// The tables as a Mermaid diagram. `annex_id`, which every table has, is drawn once.
fn diagram() -> String {
    let mut lines = vec!["erDiagram".to_owned(), "  annexes ||--o{ indicators : annex_id".to_owned()];
    for table in TABLES {
        for key in table.foreign_keys.iter().filter(|key| key.column != "annex_id") {
            lines.push(format!("  {} ||--o{{ {} : {}", key.table, table.name, key.column));
        }
    }
    for table in TABLES {
        lines.push(format!("  {} {{", table.name));
        for column in table.columns {
            let ty = if column.ty == Type::Text { "text" } else { column.ty.name() };
            let is_key = table.primary_key.contains(&column.name);
            let points = table.foreign_keys.iter().any(|key| key.column == column.name);
            let marks = match (is_key, points) {
                (true, true) => " PK,FK",
                (true, false) => " PK",
                (false, true) => " FK",
                (false, false) => "",
            };
            lines.push(format!("    {ty} {}{marks}", column.name));
        }
        lines.push("  }".to_owned());
    }
    lines.join("\n")
}

#[test]
fn the_diagram_is_that_of_the_schema() {
    let page = include_str!("../../../docs/bi.md");
    let shown = page.split("```mermaid\n").nth(1).and_then(|rest| rest.split("\n```").next()).expect("a diagram");
    assert_eq!(shown, diagram(), "put the right side into docs/bi.md");
}

#[test]
fn every_table_and_format_is_named() {
    let page = include_str!("../../../docs/bi.md");
    for name in TABLES.iter().map(|t| t.name).chain(cruscotto::write::WRITERS.iter().map(|w| w.name)) {
        assert!(page.contains(&format!("`{name}`")), "{name}");
    }
}
