BEGIN TRANSACTION;
CREATE TABLE checks (
	extraction_key INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	fact_ids TEXT NOT NULL, 
	statement TEXT NOT NULL, 
	PRIMARY KEY (extraction_key, position), 
	FOREIGN KEY(extraction_key) REFERENCES extractions (extraction_key) ON DELETE CASCADE
);
CREATE TABLE documents (
	document_key INTEGER NOT NULL, 
	document_id TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	name TEXT NOT NULL, 
	url TEXT, 
	publisher TEXT, 
	title TEXT, 
	byline TEXT, 
	published TEXT, 
	retrieved_at TEXT, 
	media_type TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	province TEXT, 
	text TEXT NOT NULL, 
	PRIMARY KEY (document_key), 
	UNIQUE (document_id, fingerprint)
);
INSERT INTO "documents" VALUES(1,'9c75c58a59127810','774b2bce806f923991f1f8e463d1fd5672910d3957b66da37b91cedfc070c2e4','a.txt','https://baobackan.vn/a.html','Báo Bắc Kạn','Ba Bể phát triển đảng viên',NULL,'2023-07-15','2024-05-01T08:30:00+00:00','text/plain','9c75c58a59127810ba7c333dfb7f8264216a37efe0dbd1a271f1f7c4a0b223cc','Bắc Kạn','Ba Bể phát triển đảng viên

Đảng bộ huyện Ba Bể hiện có 45 tổ chức cơ sở đảng (19 đảng bộ, 26 chi bộ), trên 4.900 đảng viên. Từ đầu nhiệm kỳ đến nay đã kết nạp được 325/600 đảng viên, bằng 54,2% kế hoạch.
Năm 2024 phấn đấu kết nạp từ 120 - 150 đảng viên theo Nghị quyết số 04-NQ/TU; trồng 1.234,5 ha rừng.
');
INSERT INTO "documents" VALUES(2,'76bba305fa21f1e5','07ae5ddfa8d45fe48330e1df677cf56ebaa6f76c7e06dd62269e31494cd5fe6c','b.txt','https://baobackan.vn/a.html','Báo Bắc Kạn','Ba Bể phát triển đảng viên',NULL,'2023-07-15','2024-05-01T08:30:00+00:00','text/plain','76bba305fa21f1e5f7fdaeb5862358eab43b1ea999efad62cdc6826c9c0e7073','Bắc Kạn','Huyện có 7 người.
');
CREATE TABLE extractions (
	extraction_key INTEGER NOT NULL, 
	document_key INTEGER NOT NULL, 
	document_id TEXT NOT NULL, 
	extractor TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	province TEXT, 
	locality TEXT, 
	PRIMARY KEY (extraction_key), 
	UNIQUE (document_id, extractor), 
	FOREIGN KEY(document_key) REFERENCES documents (document_key)
);
INSERT INTO "extractions" VALUES(1,1,'9c75c58a59127810','1.0','912b1a13f1d1322f1636ebd48f4a237da3d5809b0f1d7fd8b1174b4edf8bec91','Bắc Kạn','huyện Ba Bể');
INSERT INTO "extractions" VALUES(2,2,'76bba305fa21f1e5','1.0','4dfd982ebaf2ec47ad88b379eb453a5bf782353369a64d67dccdf4a4afc96414','Bắc Kạn','huyện Ba Bể');
CREATE TABLE facts (
	extraction_key INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	fact_id TEXT NOT NULL, 
	indicator TEXT NOT NULL, 
	system TEXT, 
	measure TEXT NOT NULL, 
	status TEXT NOT NULL, 
	value TEXT NOT NULL, 
	value_max TEXT, 
	rejected_reading TEXT, 
	denominator TEXT, 
	denominator_role TEXT, 
	qualifier TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	direction TEXT, 
	groups TEXT NOT NULL, 
	locality_name TEXT, 
	locality_level TEXT, 
	locality_code TEXT, 
	locality_province TEXT, 
	locality_successors TEXT, 
	organization TEXT, 
	period_start TEXT, 
	period_end TEXT, 
	period_end_is_published BOOLEAN NOT NULL, 
	period_text TEXT, 
	period_inferred BOOLEAN NOT NULL, 
	evidence_start INTEGER NOT NULL, 
	evidence_end INTEGER NOT NULL, 
	quote_start INTEGER NOT NULL, 
	quote_end INTEGER NOT NULL, 
	quote TEXT NOT NULL, 
	confidence DOUBLE NOT NULL, 
	rules TEXT NOT NULL, 
	checks TEXT NOT NULL, 
	same_as TEXT, 
	PRIMARY KEY (extraction_key, position), 
	FOREIGN KEY(extraction_key) REFERENCES extractions (extraction_key) ON DELETE CASCADE
);
INSERT INTO "facts" VALUES(1,0,'69134e981cdee40c','grassroots_org.total','party','count','actual','45',NULL,'["45","date",null,"table.counted"]',NULL,NULL,'exact','organization',NULL,'[]','huyện Ba Bể','district','2025a:D:061','Bắc Kạn','[["xã Ba Bể","2025b:C:01","tỉnh Thái Nguyên",true]]',NULL,NULL,NULL,0,NULL,0,56,58,28,204,'Đảng bộ huyện Ba Bể hiện có 45 tổ chức cơ sở đảng (19 đảng bộ, 26 chi bộ), trên 4.900 đảng viên. Từ đầu nhiệm kỳ đến nay đã kết nạp được 325/600 đảng viên, bằng 54,2% kế hoạch.',0.93,'["head.member","aspect.total"]','[]',NULL);
INSERT INTO "facts" VALUES(1,1,'705e5afbe6161701','committee.total','party','count','actual','19',NULL,NULL,NULL,NULL,'exact','organization',NULL,'["grassroots"]','huyện Ba Bể','district','2025a:D:061','Bắc Kạn','[["xã Ba Bể","2025b:C:01","tỉnh Thái Nguyên",true]]',NULL,NULL,NULL,0,NULL,0,79,81,28,204,'Đảng bộ huyện Ba Bể hiện có 45 tổ chức cơ sở đảng (19 đảng bộ, 26 chi bộ), trên 4.900 đảng viên. Từ đầu nhiệm kỳ đến nay đã kết nạp được 325/600 đảng viên, bằng 54,2% kế hoạch.',0.93,'["head.member","aspect.total"]','[]',NULL);
INSERT INTO "facts" VALUES(1,2,'d55db584dc2201a7','cell.total','party','count','actual','26',NULL,NULL,NULL,NULL,'exact','organization',NULL,'["grassroots"]','huyện Ba Bể','district','2025a:D:061','Bắc Kạn','[["xã Ba Bể","2025b:C:01","tỉnh Thái Nguyên",true]]',NULL,NULL,NULL,0,NULL,0,91,93,28,204,'Đảng bộ huyện Ba Bể hiện có 45 tổ chức cơ sở đảng (19 đảng bộ, 26 chi bộ), trên 4.900 đảng viên. Từ đầu nhiệm kỳ đến nay đã kết nạp được 325/600 đảng viên, bằng 54,2% kế hoạch.',0.93,'["head.member","aspect.total"]','[]',NULL);
INSERT INTO "facts" VALUES(1,3,'238411415d031f2e','member.total','party','count','actual','4900',NULL,'["4.900","decimal","4.900","separator.groups"]',NULL,NULL,'over','person',NULL,'[]','huyện Ba Bể','district','2025a:D:061','Bắc Kạn','[["xã Ba Bể","2025b:C:01","tỉnh Thái Nguyên",true]]',NULL,NULL,NULL,0,NULL,0,108,113,28,204,'Đảng bộ huyện Ba Bể hiện có 45 tổ chức cơ sở đảng (19 đảng bộ, 26 chi bộ), trên 4.900 đảng viên. Từ đầu nhiệm kỳ đến nay đã kết nạp được 325/600 đảng viên, bằng 54,2% kế hoạch.',0.93,'["head.member","aspect.total"]','[]',NULL);
INSERT INTO "facts" VALUES(1,4,'cfaa3b726d14b99b','member.admitted','party','count','actual','325',NULL,NULL,'600','target','exact','person',NULL,'[]','huyện Ba Bể','district','2025a:D:061','Bắc Kạn','[["xã Ba Bể","2025b:C:01","tỉnh Thái Nguyên",true]]',NULL,'2020',NULL,1,'Từ đầu nhiệm kỳ đến nay',0,165,168,28,204,'Đảng bộ huyện Ba Bể hiện có 45 tổ chức cơ sở đảng (19 đảng bộ, 26 chi bộ), trên 4.900 đảng viên. Từ đầu nhiệm kỳ đến nay đã kết nạp được 325/600 đảng viên, bằng 54,2% kế hoạch.',0.93,'["head.member","aspect.total"]','[]',NULL);
INSERT INTO "facts" VALUES(1,5,'61df6b06dc6934a6','member.admitted','party','completion','actual','54.20',NULL,NULL,NULL,NULL,'exact','percent',NULL,'[]','huyện Ba Bể','district','2025a:D:061','Bắc Kạn','[["xã Ba Bể","2025b:C:01","tỉnh Thái Nguyên",true]]',NULL,NULL,NULL,0,NULL,0,189,193,28,204,'Đảng bộ huyện Ba Bể hiện có 45 tổ chức cơ sở đảng (19 đảng bộ, 26 chi bộ), trên 4.900 đảng viên. Từ đầu nhiệm kỳ đến nay đã kết nạp được 325/600 đảng viên, bằng 54,2% kế hoạch.',0.93,'["head.member","aspect.total"]','[]',NULL);
INSERT INTO "facts" VALUES(1,6,'2f2a336da53356c7','member.admitted','party','count','target','120','150',NULL,NULL,NULL,'exact','person',NULL,'[]','huyện Ba Bể','district','2025a:D:061','Bắc Kạn','[["xã Ba Bể","2025b:C:01","tỉnh Thái Nguyên",true]]',NULL,'2024-01-01','2024-12-31',0,'Năm 2024',0,234,237,205,305,'Năm 2024 phấn đấu kết nạp từ 120 - 150 đảng viên theo Nghị quyết số 04-NQ/TU; trồng 1.234,5 ha rừng.',0.93,'["head.member","aspect.total"]','[]',NULL);
INSERT INTO "facts" VALUES(1,7,'4488413c7db9501b','other',NULL,'count','actual','1234.5',NULL,NULL,NULL,NULL,'exact','ha rừng',NULL,'[]',NULL,NULL,NULL,NULL,NULL,'Lâm trường Ba Bể',NULL,NULL,0,NULL,0,289,296,205,305,'Năm 2024 phấn đấu kết nạp từ 120 - 150 đảng viên theo Nghị quyết số 04-NQ/TU; trồng 1.234,5 ha rừng.',0.93,'["head.member","aspect.total"]','[]',NULL);
INSERT INTO "facts" VALUES(2,0,'5994f3825a62c338','member.total','party','count','actual','7',NULL,NULL,NULL,NULL,'exact','person',NULL,'[]','huyện Ba Bể','district','2025a:D:061','Bắc Kạn','[["xã Ba Bể","2025b:C:01","tỉnh Thái Nguyên",true]]',NULL,NULL,NULL,0,NULL,0,9,10,0,17,'Huyện có 7 người.',0.93,'["head.member","aspect.total"]','[]',NULL);
CREATE TABLE ledger (
	extraction_key INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	label TEXT NOT NULL, 
	fact_id TEXT, 
	reason TEXT, 
	PRIMARY KEY (extraction_key, position), 
	FOREIGN KEY(extraction_key) REFERENCES extractions (extraction_key) ON DELETE CASCADE
);
INSERT INTO "ledger" VALUES(1,0,56,58,'45','fact','69134e981cdee40c',NULL);
INSERT INTO "ledger" VALUES(1,1,79,81,'19','fact','705e5afbe6161701',NULL);
INSERT INTO "ledger" VALUES(1,2,91,93,'26','fact','d55db584dc2201a7',NULL);
INSERT INTO "ledger" VALUES(1,3,108,113,'4.900','fact','238411415d031f2e',NULL);
INSERT INTO "ledger" VALUES(1,4,165,168,'325','fact','cfaa3b726d14b99b',NULL);
INSERT INTO "ledger" VALUES(1,5,169,172,'600','date',NULL,'test');
INSERT INTO "ledger" VALUES(1,6,189,193,'54,2','fact','61df6b06dc6934a6',NULL);
INSERT INTO "ledger" VALUES(1,7,209,213,'2024','date',NULL,'test');
INSERT INTO "ledger" VALUES(1,8,234,237,'120','fact','2f2a336da53356c7',NULL);
INSERT INTO "ledger" VALUES(1,9,240,243,'150','date',NULL,'test');
INSERT INTO "ledger" VALUES(1,10,273,275,'04','date',NULL,'test');
INSERT INTO "ledger" VALUES(1,11,289,296,'1.234,5','fact','4488413c7db9501b',NULL);
INSERT INTO "ledger" VALUES(2,0,9,10,'7','fact','5994f3825a62c338',NULL);
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('schema','2');
CREATE INDEX ix_extractions_document_key ON extractions (document_key);
CREATE INDEX facts_by_indicator ON facts (indicator, locality_name);
CREATE INDEX ix_facts_fact_id ON facts (fact_id);
COMMIT;
