"""Lists of facts: the newest extraction of each document, and what came behind a mark."""


def test_only_what_came_later_is_listed(store, many):
    store.save(many[:3])
    with store.listing() as listing:
        version, line, fingerprint = listing.mark()
        assert (version, line) == (1, 0)
        assert len(list(listing.documents(0))) == 3
        assert listing.is_known(version, fingerprint)
        assert not listing.is_known(version, "another store")
    store.save([many[1].model_copy(update={"extractor": "2.0"}), many[3]])
    with store.listing() as listing:
        assert {row.document_id for row in listing.documents(version)} == {
            many[1].document.document_id, many[3].document.document_id,
        }  # fmt: skip
        facts = list(listing.facts(version))
        assert [row.fact_id for row in facts] == [many[1].facts[0].fact_id, many[3].facts[0].fact_id]
        places = [(row.extraction_key, row.position) for row in facts]
        assert [listing.read(places)[place] for place in places] == [many[1].facts[0], many[3].facts[0]]
        assert [row.fact_id for row in listing.facts_of(facts[0].extraction_key)] == [many[1].facts[0].fact_id]
        assert listing.read([(999, 0)]) == {}
        assert len(list(listing.facts(0))) == sum(len(one.facts) for one in many[:4])


def test_a_store_gives_one_extraction(store, extraction):
    store.save([extraction])
    assert store.extraction(extraction.document.document_id) == extraction
    assert store.extraction("unheard") is None
