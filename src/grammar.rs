//! The small languages of a plan: targets, remarks, numbers, dates, headings. Rules as data, a
//! file a family; the order of a table is the precedence.
