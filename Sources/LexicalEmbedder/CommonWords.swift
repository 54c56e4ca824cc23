// Chosen by how many documents hold a word, in the median of five collections of English
// technical writing, with the words of scientific abstracts added.
extension WordRarity {
    static let stopWords = """
        a about above after again all also am an and any are as at be because been before being
        below between both but by can could did do does doing down during each few for from
        further had has have having he her here hers him his how i if in into is it its itself
        just may me might more most must my no nor not of off on once only or other our out over
        own same shall she should so some such than that the their them then there these they this
        those through to too under until up upon us use used using very was we were what when
        where which while who whom whose why will with within without would you your
        """

    static let frequentWords = """
        access actually add added additional allows always another application argument available
        based block call case change character check code command configuration contains contents
        control copy corresponding create current data default defined depending described details
        different documentation either empty end entry error etc even example except executed
        exist fail file first flag following form format found function generated get given handle
        however implementation include information installed instead last library like line list
        local look make match means message method mode modify module multiple name need new non
        normally note now number object open operations option order otherwise output package part
        passed path point possible print process program provided read reference removed required
        result return run second section see separated set since single source specific specified
        standard start state stored string support system take test time true two type unless user
        usually value variable version want way work write
        """

    static let commonWords = """
        able absolute accept according action active address affect against age algorithm
        allocated already alternative although amount analysis anything appear append apply
        approach appropriate arbitrary archive area around array ask assess assigned associated
        assume attempt attribute author automatically average avoid back basic basis become
        beginning behavior behaviour best better binary bit break buffer build built calculate
        calculation caller cannot care cause certain child choose class clear close combined comes
        comment common communication compared compatibility compiled complete complex components
        compressed compute conclude conclusion condition connection considered consists constant
        construct context continue contribute convenient convention conversion convert core
        correct correctly count creation database date day declared decrease definition degree
        delete demonstrate deprecated derivation derive description designed detected determine
        development digits dir direct directly disable discussion display distribution don done
        double due dump dynamic earlier easier easy edit effect efficient elements else email
        enabled encountered enough ensure entire environment equal equivalent especially estimate
        evaluate evaluation every everything evidence exactly examine exit expected experiment
        explain explicit explicitly export expression extended extension external extra extract
        fact factor failure false feature fetch field filesystem filter finally find fixed
        floating force fork free full future give global go good group guaranteed handler happen
        hard help high higher hold home host identical identifier ignored immediately important
        improve improvement increase incremented index indicates individual influence initial
        input inside instance integer intended interactive interesting interface internal
        interpreted introduced investigate invoked involved issue items keep key kind know known
        language large larger later leading least leave left length less let letter level limit
        link loaded location lock log long longer lookup low lower machine made main maintainer
        manager manual many map marked measure measurement mechanism members memory mentioned
        model modification move much namespace necessary network never next none nothing null
        numeric observe obtain occur offset often old older omitted original outside override page
        pair paper parameter parent parse particular pattern people per perform period pipe place
        platform please population port position practice precedence preferred prefix present
        prevent previous previously private probably problem produce property propose protocol
        public purpose put quoted range rate rather ratio readable real really reason received
        recent recommended record reduce reduction referenced related relationship relative
        release remaining replace report represent representation request research respectively
        response restrictions reveal reverse review right role root rules safe sample save say
        scope search security select self semantics send sent sequence server service several
        shared short show side sign signal signature significant similar simple simply situation
        size skip small solution something sometimes sort space special split stack static status
        step still stop stream structure study style subject subsequent success suggest supplied
        sure switch symbol syntax table tag taken target tasks tell term terminal text theoretical
        theory therefore things though three thus together tools top total treated treatment try
        turn typically unique unlike unpack updated usage utility valid various via wait warning
        well whether whole wide windows words world written year yet zero
        """
}
