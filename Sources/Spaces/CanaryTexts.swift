/// The texts that watch every space.
///
/// Together they must stir every axis, or what becomes of an axis goes unseen. So most of them are
/// long and rich in words, about things that have nothing to do with each other, in several
/// languages and scripts, in code and in numbers. None is longer than `bytesMax`, which all models
/// in use take in whole. A space keeps the texts with its vectors, so they may change here.
package enum CanaryTexts {
    /// Of UTF-8.
    package static let bytesMax = 512

    package static let builtIn: [String] = english + languages + forms

    private static let english = [
        """
        Before the lobster leaves its old armour it draws the calcium out of it, swallows water until \
        the seams along its back give way, and crawls out soft as butter. For a week it hides beneath \
        stones while a wider shell hardens around muscles that have not grown yet. Cod, skate and \
        dogfish hunt for such defenceless neighbours; fishermen call them jellies and throw them back.
        """,
        """
        A violin maker taps the spruce plate with a knuckle and listens. Where the note is dull she \
        shaves another tenth of a millimetre away, then bends the maple ribs over a hot iron, glues \
        linings of willow, carves the scroll by eye and varnishes with amber oil, pumice and patience. \
        Two centuries later nobody agrees whether it is the wood, the ground or the player that sings.
        """,
        """
        The treaty of that autumn divided the valley along the watershed, granted shepherds of both \
        cantons their summer pastures, abolished the toll at the bridge and obliged each village to \
        maintain its beacon. Envoys quarrelled for eleven days over the wording of one clause about \
        salt, sealed nine parchments, and buried the tenth beneath the chapel's threshold.
        """,
        """
        To bake rye bread, feed the sourdough thrice, keep the sponge lukewarm overnight, and knead \
        caraway, malt syrup and coarse flour into it at dawn. Proof the loaves in floured baskets, slash \
        them twice, load the oven at its fiercest and let the heat fall. Crackling crusts tell when \
        the crumb has set; wrap them in linen and wait a whole day before you cut.
        """,
        """
        Commercial tenants shall indemnify the landlord against third-party claims arising from \
        negligence, except where insurance obtained under clause 14(b) already reimburses the loss. \
        Notices are deemed served on the second business day after dispatch by registered mail. Any \
        waiver must be written; silence, delay or partial exercise of a remedy waives nothing.
        """,
        """
        Patients with stage two hypertension received either twenty milligrams of the inhibitor or a \
        placebo, double blind, for sixteen weeks. Systolic pressure fell by a median of nine in the \
        treated arm, dizziness and dry cough being its commonest adverse events. Renal clearance, \
        potassium and electrocardiograms stayed unremarkable; three volunteers withdrew consent.
        """,
        """
        Midfield collapsed after the interval: a wasteful pass, a deflected volley, then a penalty that \
        the goalkeeper guessed right and still fumbled over the line. Supporters whistled, the coach \
        tore up his notebook, and a substitute of seventeen scored twice in stoppage time. Nobody \
        remembers the offside flag that would have spoiled the evening.
        """,
        """
        When a replica stops answering, its peers wait for half of the lease, elect another leader by \
        majority, fence the silent one with a higher term and replay whatever its log had committed. \
        Clients retry with jitter and an idempotency token. Throughput sags for a moment, queues drain, \
        checksums agree, and the pager goes quiet before anybody has found slippers.
        """,
        """
        Photons that left the quasar when Earth was molten drizzle onto a mirror of beryllium, bounce \
        through slits and gratings, and knock electrons loose in a chilled detector. From forty such \
        nights astronomers weigh a black hole, date the dust around it, chart hydrogen clouds between \
        galaxies, and argue until breakfast about a faint bump in the infrared.
        """,
        """
        Grandmother's quilt: indigo squares from a sailor's jacket, yellow gingham of kitchen curtains, \
        velvet that once went dancing in Lisbon, herringbone, corduroy, one stubborn patch of parachute \
        silk. She stitched by lamplight, cursed thimbles, hummed out of tune, and hid a coin in every \
        corner so that whoever mended it after her would be paid.
        """,
        """
        Inflation eased to 2.4 per cent in the second quarter as cheaper freight and a mild winter \
        outweighed wages. Bond yields slipped, exporters complained about the strong krone, builders \
        postponed apartments, and pension funds rotated from equities into infrastructure. Economists \
        surveyed expect two further cuts, unless drought lifts grain or a strike closes the ports.
        """,
        """
        Turn left at the windmill, follow the gravel track past beehives and a rusty tractor, and ford \
        the brook where cattle drink. The hut's key hangs behind the third shutter. Chop kindling, sweep \
        mouse droppings, pump until the water runs clear, note your names, weather and birds in the \
        ledger, and leave sugar, matches and candles for strangers.
        """,
    ]

    private static let languages = [
        """
        Der Uhrmacher öffnet das Gehäuse mit einem stumpfen Messer, bläst Staub von den Zahnrädern und \
        zählt die Schläge der Unruh. Eine Feder ist müde, ein Stein gesprungen; übermorgen, brummt er, \
        früher keinesfalls. Draußen läuten schon die Glocken zum Jahrmarkt, Kinder kreischen im \
        Karussell, und es riecht nach gebrannten Mandeln.
        """,
        """
        Au petit matin, les mareyeurs crient leurs prix sous la halle : bars, rougets, langoustines \
        encore vives, huîtres de l'estuaire. Une vieille dame marchande, soupèse, renifle, puis repart \
        avec trois sardines et un bouquet de thym. Le chat du phare, lui, n'achète jamais rien et \
        déjeune pourtant mieux que le maire.
        """,
        """
        La niña contó siete luciérnagas sobre el tejado, apagó la linterna y esperó a que su abuelo \
        terminara la historia del ferrocarril que cruzaba la selva sin rieles. Mañana, prometió él, \
        buscaremos orquídeas junto al río y te enseñaré a silbar como los tucanes.
        """,
        """
        Saat hujan reda, pedagang membuka terpal, menata jahe, cengkih dan kayu manis, lalu memanggil \
        pembeli pertama dengan pantun lucu. Perahu nelayan merapat, anak-anak berlarian membawa ember, \
        dan bau ikan bakar memenuhi pelabuhan sampai malam.
        """,
        """
        Kış gelince köyün değirmeni durur, ırmak buz tutar, çocuklar kızaklarını ağıldan çıkarır. \
        Yaşlılar sobanın başında ceviz kırıp eski depremi, kaybolan kervanı ve gülünç muhtarı anlatırlar.
        """,
        """
        Старый лоцман помнит каждую мель от устья до порогов: где затонула баржа с пшеницей, где \
        весной ломает лёд пристани, где щука стоит под корягой. Молодым он советует слушать воду, \
        а не приборы, и никогда не спорить с туманом.
        """,
        """
        Ο αγγειοπλάστης βρέχει τα χέρια του, κεντράρει τον πηλό και αφήνει τον τροχό να διαλέξει το \
        σχήμα. Ψήνει με ελιά και πεύκο, μετρά τη φλόγα με το μάτι, και σπάει χωρίς λύπη όσα στράβωσαν.
        """,
        """
        كتب البحّار في دفتره أن الريح انقلبت عند الفجر، وأن الأشرعة تمزقت مرتين قبل أن تظهر منارة الجزيرة \
        البيضاء، فشكر ربه ووزّع التمر والماء على رفاقه المتعبين.
        """,
        """
        बुनकर ने करघे पर नीला धागा चढ़ाया, खिड़की से आती धूप में किनारी जाँची और बेटी को समझाया कि जल्दबाज़ी से \
        नमूना बिगड़ जाता है, धीरज से कपड़ा बोलने लगता है।
        """,
        """
        山里的茶农清明前上山采芽，午后摊青，傍晚炒锅，夜深了还在灯下挑拣老叶。他们说好茶要等三场雨、两次雾，\
        还要一位不着急的客人。河对岸的渡船已经停了十年，船夫改行修收音机。
        """,
        """
        駅前の古本屋では、店主が猫に値段を相談する。雨の日は地図と詩集が売れ、晴れた日には誰も来ない。\
        それでも毎朝七時に戸を開け、昨日の湯呑みを洗い、新しい埃を数える。
        """,
        """
        할머니는 장독대 옆에 앉아 고추를 말리며 바람의 방향을 살핀다. 손자가 묻는다, 왜 항아리마다 이름이 있느냐고. \
        간장도 사람처럼 불러 주어야 깊어진다고 할머니는 웃는다.
        """,
    ]

    private static let forms = [
        """
        func drain(_ queue: inout Deque<Job>, until deadline: Instant) throws -> [Receipt] {
            var receipts: [Receipt] = []
            while let job = queue.popFirst(), clock.now < deadline {
                guard !job.isExpired else { throw DrainError.expired(id: job.id) }
                receipts.append(try ledger.commit(job, retries: 3))
            }
            return receipts  // whoever calls re-queues the rest
        }
        """,
        """
        SELECT w.depot, COUNT(*) AS parcels, SUM(p.grams) / 1000.0 AS kilograms
        FROM parcel AS p JOIN warehouse AS w ON w.id = p.warehouse_id
        WHERE p.delivered_at IS NULL AND p.fragile = TRUE
        GROUP BY w.depot HAVING COUNT(*) > 12 ORDER BY kilograms DESC LIMIT 50;
        """,
        """
        2031-07-04T23:59:60Z host=kestrel-17 level=warn code=E4021 latency_ms=1873.25 retries=4 \
        ip=203.0.113.77 bytes=9007199254740991 ratio=0.6180339887 hex=0xdeadbeef mac=00:1b:44:11:3a:b7
        """,
        "How do I renew a passport that expired abroad?",
        "Zinc.",
        "3.14159",
        "¡Olé! ✓ → ½ € 😀🦞",
    ]
}
