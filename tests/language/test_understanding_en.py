"""Whole spoken replies in English: what they ask, what they do, and what they must not be accused of."""

import pytest

from bot.language.acts import FAULTS
from bot.language.recogniser import Recogniser
from bot.library.vocabularies import load_vocabulary

RECOGNISER = Recogniser(load_vocabulary("en"))

#: A reply, its question type, what it does (among other things); every fault not named is a false accusation.
REPLIES = [
    # opening
    (
        "Good morning, this is Helen from Larkfield Travel. Am I speaking to Mrs Doyle?",
        "closed",
        {"greet", "name_company", "name_self", "confirm_person"},
    ),
    (
        "hi there its kofi calling from brightwater bookings have i caught you at a bad time",
        "closed",
        {"greet", "name_self", "name_company", "ask_convenient"},
    ),
    (
        "Hello Mr Adeyemi, my name's Ruth and I'm with Pinewood Cards.",
        "none",
        {"greet", "name_self", "name_company"},
    ),
    ("Is now a good time, or should I ring back later?", "closed", {"ask_convenient"}),
    ("The reason for my call is your company's hotel bookings.", "none", {"state_purpose"}),
    ("I'm ringing to follow up on the brochure we posted last week.", "none", {"state_purpose"}),
    ("Could I speak to the person who looks after travel, please?", "closed", {"confirm_person"}),
    ("Sorry to disturb you, have you got two minutes?", "closed", {"apologise", "ask_convenient"}),
    # asking
    ("Right, so how do your engineers get their hotels sorted when a job comes up late?", "open", set()),
    ("could you talk me through what happens when someone needs a room tonight", "open", set()),
    ("How many of them are on the road in a normal week?", "closed", set()),
    ("Who signs the expenses off in the end?", "closed", set()),
    ("I was wondering what you'd want a supplier to do differently.", "open", set()),
    ("do you know when your agreement with them is up", "closed", set()),
    ("So everything goes through the office manager?", "closed", set()),
    ("And the trains?", "closed", set()),
    ("That's a long drive, isn't it?", "closed", set()),
    ("Tell me about the last trip that went wrong.", "open", set()),
    ("What do you like about them, and is there anything you'd change?", "both", set()),
    ("Whatever suits you best is fine with us.", "none", set()),
    ("People always ask me what the difference is.", "none", set()),
    ("When I rang on Friday nobody picked up.", "none", set()),
    ("Who doesn't like a quiet life.", "none", set()),
    ("Why don't I pop a leaflet in the post for you?", "none", set()),
    ("would you mind telling me how you came across us", "open", set()),
    ("May I ask your name?", "closed", {"ask_identity"}),
    ("What's the best number to reach you on?", "closed", set()),
    ("How old is the boiler?", "closed", set()),
    # listening
    (
        "I see. So what you're saying is that the rooms are fine but the invoices are a mess.",
        "none",
        {"acknowledge", "restate"},
    ),
    ("You mentioned the late fees. How often does that happen?", "closed", {"restate"}),
    ("If I've understood you right, nobody told you about the delay.", "none", {"restate"}),
    ("I can understand why you're annoyed, anyone would be.", "none", {"empathise"}),
    ("That must have been a nightmare with the children in the car.", "none", {"empathise"}),
    ("I'm so sorry, that was our mistake and it should never have happened.", "none", {"apologise"}),
    ("Thanks for telling me, that's very kind of you.", "none", {"thank"}),
    ("What exactly happened when the driver came?", "open", {"ask_details"}),
    (
        "Leave it with me, I'll ring you back by four this afternoon.",
        "none",
        {"take_responsibility", "commit_time"},
    ),
    (
        "You don't have to call anyone else, I'll speak to the garage for you.",
        "none",
        {"take_responsibility"},
    ),
    (
        "We can replace the pump free of charge. Would that work for you?",
        "closed",
        {"offer_solution", "check_satisfaction"},
    ),
    # presenting, doubts
    (
        "Our card covers two thousand hotels, which means your team can stop ringing round.",
        "none",
        {"present_feature", "present_benefit"},
    ),
    ("That saves you the trouble of chasing receipts.", "none", {"present_benefit"}),
    ("They're a very good agency, and they do a great job in the big cities.", "none", {"praise_competitor"}),
    ("That's a fair point, it isn't the cheapest.", "none", {"agree_partly"}),
    ("It works out at about sixty pence a day.", "none", {"break_down_price"}),
    # moving on
    ("Would Tuesday morning or Thursday afternoon suit you better?", "closed", {"offer_choice"}),
    ("Shall we set up a short visit so you can see it?", "closed", {"propose_next_step"}),
    ("You'll have it in your inbox within half an hour.", "none", {"commit_time"}),
    ("Let me read that back to you: fourteen Mill Lane, is that right?", "closed", {"read_back"}),
    ("Do you know anyone else who might find this useful?", "closed", {"ask_referral"}),
    ("My direct number is 555 0199.", "none", {"give_contact"}),
    ("Thank you for your time, have a lovely afternoon. Goodbye.", "none", {"thank", "farewell"}),
    ("Can I email you a short summary?", "closed", {"offer_mailing"}),
    ("I'll get back to you as soon as possible.", "none", set()),
    ("We'll look into it right away and let you know shortly.", "none", set()),
    ("Can I ask you two quick questions before I send it?", "closed", {"ask_permission"}),
    # faults
    ("I'm sorry, but it's company policy, we can't make exceptions.", "none", {"apologise", "policy_excuse"}),
    ("You should have read the contract before you signed.", "none", {"blame_customer"}),
    ("That's not my department, you'll have to call the branch.", "none", {"brush_off"}),
    ("That's simply not true, our records say otherwise.", "none", {"argue"}),
    ("It was the courier's fault, not ours.", "none", {"blame_others"}),
    ("You have to decide today, what are you waiting for?", "none", {"pressure"}),
    ("There are only three places left and the offer ends tonight.", "none", {"false_scarcity"}),
    ("At your age anything can happen, you could fall and nobody would know.", "none", {"fear_appeal"}),
    ("It lowers your blood pressure, you won't need your tablets any more.", "none", {"health_claim"}),
    ("This isn't a sales call, we're just doing a short survey.", "none", {"false_pretext"}),
    ("Don't worry about the price, we'll talk about that when we meet.", "none", {"hide_price"}),
    ("I guarantee you'll never have a problem again.", "none", {"overpromise"}),
    ("Are you deaf? How many times do I have to tell you?", "closed", {"rude"}),
    ("They just rip you off, their service is terrible.", "none", {"disparage_competitor"}),
    # what only looks like a fault
    ("I won't tell you it's company policy, let me see what I can do.", "none", set()),
    ("It isn't your fault at all, we should have checked.", "none", {"apologise"}),
    ("I can't promise it will never happen again, but I'll keep you posted.", "none", set()),
    ("There's no rush, you don't have to decide today.", "none", set()),
    ("I don't want to frighten you, it isn't dangerous.", "none", set()),
    ("To be open with you, this is a sales call.", "none", set()),
    ("They told you to call the branch, and that must have been frustrating.", "none", {"empathise"}),
    ("It's forty pounds a year, and there are no hidden costs.", "none", set()),
    ("I'm not going to argue, you were there and I wasn't.", "none", set()),
    ("It doesn't treat any illness, please ask your doctor.", "none", set()),
]


@pytest.mark.parametrize(("text", "question", "acts"), REPLIES, ids=[row[0] for row in REPLIES])
def test_a_reply_is_understood(text, question, acts):
    understood = RECOGNISER.understand(text)
    assert understood.question == question
    assert acts <= set(understood.acts)
    assert FAULTS & set(understood.acts) == FAULTS & acts
