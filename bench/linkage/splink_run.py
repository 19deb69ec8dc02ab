"""Link a CSV file with Splink, as its documentation does, for the benchmark beside this file.

    splink_run.py {febrl4|fake_1000|register} FILE PAIRS

febrl4     the detailed model of docs/demos/examples/duckdb/febrl4
fake_1000  the model of docs/demos/examples/duckdb/accuracy_analysis_from_labels_column
register   the comparisons and the way of training of deduplicate_50k_synthetic, for the columns
           of a Chinese register; edit distances of 1 for names, because names have 2 to 4 characters

Writes the pairs with a probability of 0.01 and more as CSV, and prints how long it took.
"""
import sys
import time

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on


def febrl4(table):
    parts = [table.filter(f"source = '{s}'") for s in "ab"]
    settings = SettingsCreator(
        unique_id_column_name="rec_id",
        link_type="link_only",
        blocking_rules_to_generate_predictions=[
            block_on("given_name", "surname"),
            "l.given_name = r.surname and l.surname = r.given_name",
            block_on("date_of_birth"),
            block_on("soc_sec_id"),
            block_on("state", "address_1"),
            block_on("street_number", "address_1"),
            block_on("postcode"),
        ],
        comparisons=[
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        ],
    )
    rules = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")]
    return parts, settings, rules, 0.8, [block_on("date_of_birth"), block_on("postcode")]


def fake_1000(table):
    settings = SettingsCreator(
        unique_id_column_name="rec_id",
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[block_on("first_name"), block_on("surname"), block_on("dob"), block_on("email")],
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
    )
    rules = [
        "l.first_name = r.first_name and levenshtein(r.dob, l.dob) <= 1",
        "l.surname = r.surname and levenshtein(r.dob, l.dob) <= 1",
        "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
        "l.email = r.email",
    ]
    return [table], settings, rules, 0.7, [block_on("dob"), block_on("email"), block_on("first_name", "surname")]


def register(table):
    settings = SettingsCreator(
        unique_id_column_name="rec_id",
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("idno"),
            block_on("name", "born"),
            block_on("phone"),
            block_on("name", "substr(division, 1, 4)"),
            block_on("born", "sex", "division"),
        ],
        comparisons=[
            cl.LevenshteinAtThresholds("name", [1]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("sex"),
            cl.DateOfBirthComparison("born", input_is_string=True),
            cl.DamerauLevenshteinAtThresholds("idno", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("phone", [1, 2]),
            cl.ExactMatch("division").configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("address", [2, 5]),
        ],
    )
    rules = [block_on("idno"), block_on("name", "born", "phone")]
    return [table], settings, rules, 0.5, [block_on("born", "sex"), block_on("name", "division")]


def main():
    which, file, pairs = sys.argv[1:]
    start = time.time()
    table = duckdb.read_csv(file, all_varchar=True, header=True)
    if which == "register":
        table = table.project(
            """编号 AS rec_id, replace(姓名, ' ', '') AS name, 性别 AS sex, upper(身份证号) AS idno, replace(电话, '-', '') AS phone,
            行政区划代码 AS division, 住址 AS address,
            CAST(coalesce(try_strptime(出生日期, '%Y-%m-%d'), try_strptime(出生日期, '%Y/%m/%d'), try_strptime(出生日期, '%Y%m%d'),
            try_strptime(出生日期, '%Y年%-m月%-d日')) AS DATE)::VARCHAR AS born"""
        )
    tables, settings, rules, recall, training = {"febrl4": febrl4, "fake_1000": fake_1000, "register": register}[which](table)
    api = DuckDBAPI()
    linker = Linker([api.register(t.to_arrow_table()) for t in tables], settings)
    linker.training.estimate_probability_two_random_records_match(rules, recall=recall)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in training:
        linker.training.estimate_parameters_using_expectation_maximisation(rule, estimate_without_term_frequencies=True)
    found = linker.inference.predict(threshold_match_probability=0.01)
    linker.clustering.cluster_pairwise_predictions_at_threshold(found, threshold_match_probability=0.95)
    took = time.time() - start
    out = found.as_duckdbpyrelation()
    out.project("rec_id_l, rec_id_r, match_probability").write_csv(pairs, header=True)
    print(f"seconds {took:.1f}")


main()
