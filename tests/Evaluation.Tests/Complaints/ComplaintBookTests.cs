using Evaluation.Complaints;

namespace Evaluation.Tests.Complaints;

/// <summary>The rules of the complaints of a year.</summary>
public sealed class ComplaintBookTests
{
    private static readonly DateTimeOffset Now = new(2011, 3, 5, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly Actor Wang = new("wang", "王敏");

    /// <summary>State of a complaint × act. <c>+</c> changes it, <c>=</c> changes nothing, a code is a refusal.</summary>
    private const string Table = """
                   received   assigned   answered   closed     rejected
        assign     +          =          +          WrongState WrongState
        release    +          +          +          +          WrongState
        answer     +          +          =          =          WrongState
        revise     +          +          +          WrongState WrongState
        finding    WrongState WrongState +          +          WrongState
        reject     +          +          WrongState WrongState =
        restore    WrongState WrongState WrongState WrongState +
        close      WrongState WrongState +          =          WrongState
        """;

    private static readonly Dictionary<string, ComplaintAct> Acts = new()
    {
        ["assign"] = new AssignComplaint("2011-0001", "li", Now, Wang),
        ["release"] = new ReleaseComplaint("2011-0001", "redacted", Now, Wang),
        ["answer"] = new AnswerComplaint("2011-0001", "you are right", true, Now, Wang),
        ["revise"] = new AnswerComplaint("2011-0001", "you are wrong", false, Now, Wang),
        ["finding"] = new RecordComplaintFinding("2011-0001", new("r", "u1", "f-1"), Now, Wang),
        ["reject"] = new RejectComplaint("2011-0001", "abuse", Now, Wang),
        ["restore"] = new RestoreComplaint("2011-0001", "no abuse", Now, Wang),
        ["close"] = new CloseComplaint("2011-0001", null, Now, Wang),
    };

    [Fact]
    public void Every_act_is_tried_in_every_state_of_a_complaint()
    {
        var rows = Table.Split('\n');
        var states = rows[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Enum.Parse<ComplaintState>(word, ignoreCase: true)).ToArray();
        foreach (var row in rows[1..].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            foreach (var (state, expected) in states.Zip(row[1..]))
            {
                var book = In(state);
                var history = book.History.Count;
                var sent = book.Send(Acts[row[0]]);
                var what = sent.Refusal is { } refusal ? refusal.Code.ToString() : book.History.Count == history ? "=" : "+";
                Assert.Equal((row[0], state, expected), (row[0], state, what));
                Assert.Equal(what == "+" ? history + 1 : history, book.History.Count);
            }
    }

    [Fact]
    public void A_complaint_of_which_a_finding_was_made_stays_upheld()
    {
        var book = In(ComplaintState.Answered);
        book.Do(Acts["finding"]);
        Assert.Equal(RefusalCode.WrongState, book.Refused(Acts["revise"]).Code);
        book.Do(new RecordComplaintFinding("2011-0001", new("r", "u1", "f-2"), Now, Wang));
        Assert.Equal("f-1", book.State.Find("2011-0001")!.Finding!.Id);
    }

    [Fact]
    public void A_restoration_whose_answer_was_lost_is_answered_when_it_is_sent_again()
    {
        var book = In(ComplaintState.Rejected);
        book.Do(Acts["restore"]);
        Assert.Equal((3, ComplaintState.Received), (book.History.Count, book.Do(Acts["restore"]).State));
        Assert.Equal(RefusalCode.WrongState, book.Refused(new RestoreComplaint("2011-0001", "another reason", Now, Wang)).Code);
        Assert.Equal(3, book.History.Count);

        // A later rejection can be taken back for the same reason.
        book.Do(Acts["reject"]);
        book.Do(Acts["restore"]);
        Assert.Equal(5, book.History.Count);
    }

    [Fact]
    public void Numbers_have_no_gap_and_a_repeated_key_takes_none()
    {
        var book = new AloneComplaints();
        Assert.Equal("2011-0001", book.Do(Receive("a", new("key", "body"))).Complaint.Id);
        Assert.Equal(("2011-0001", true), (book.Do(Receive("a", new("key", "body"))).Complaint.Id, book.Do(Receive("a", new("key", "body"))).IsOfSecret));
        Assert.False(book.Do(Receive("another secret", new("key", "body"))).IsOfSecret);
        Assert.Equal(RefusalCode.KeyReused, book.Refused(Receive("c", new("key", "another body"))).Code);
        Assert.Equal("2011-0002", book.Do(Receive("b", null)).Complaint.Id);
        Assert.Equal("2011-0003", book.Do(Receive("d", new("other", "body"))).Complaint.Id);
        Assert.Equal(3, book.History.Count);
    }

    [Fact]
    public void A_wrong_secret_and_an_unknown_complaint_are_refused_alike()
    {
        var book = In(ComplaintState.Received);
        var (wrong, unknown) = (book.Refused(new ViewOwnComplaint("2011-0001", "wrong")), book.Refused(new ViewOwnComplaint("2011-0002", "hash")));
        Assert.Equal((wrong.Code, wrong.Detail), (unknown.Code, unknown.Detail));
        Assert.Empty(wrong.Facts);
        Assert.Equal("2011-0001", book.Do(new ViewOwnComplaint("2011-0001", "hash")).Id);
    }

    [Fact]
    public void Only_complaints_of_the_units_and_the_period_count_and_none_that_was_rejected()
    {
        var book = In(ComplaintState.Answered);
        book.Do(Receive("b", null));
        book.Do(Receive("c", null) with { Unit = "u2" });
        book.Do(Receive("d", null) with { ReceivedOn = new(2010, 12, 31) });
        book.Do(Receive("e", null));
        book.Do(new RejectComplaint("2011-0005", "abuse", Now, Wang));
        Assert.Equal(new(2, 1), book.Do(new CountComplaints([new("r", "u1")], new(2011, 1, 1), new(2011, 12, 31))));
        Assert.Equal(new(3, 1), book.Do(new CountComplaints([new("r", "u1")], null, null)));
        Assert.Equal(ComplaintCount.None, book.Do(new CountComplaints([new("r", "u1")], new(2011, 3, 6), null)));
    }

    [Fact]
    public void An_answer_to_an_older_version_is_stale()
    {
        var book = In(ComplaintState.Assigned);
        Assert.Equal(RefusalCode.Stale, book.Refused(new AnswerComplaint("2011-0001", "text", false, Now, Wang, [1])).Code);
        Assert.Equal(3, book.Do(new AnswerComplaint("2011-0001", "text", false, Now, Wang, [2])).Version);
    }

    [Fact]
    public void Acts_keep_the_person_and_the_audit_keeps_no_text()
    {
        var book = In(ComplaintState.Closed);
        Assert.All(book.History.Skip(1), happened => Assert.Equal(("wang", "王敏"), (happened.By, happened.Person)));
        var audit = book.Do(new ViewComplaintAudit("r"));
        Assert.Equal(book.History.Count, audit.Lines.Count);
        Assert.DoesNotContain(audit.Lines, line => $"{line.Detail}{line.Reason}".Contains("you are right", StringComparison.Ordinal) || $"{line.Detail}".Contains("contact", StringComparison.Ordinal));
    }

    private static ReceiveComplaint Receive(string secret, CreationKey? key) =>
        new("r", "u1", "a text", "a contact", ComplaintChannel.Online, new(2011, 3, 5), secret, key, Now, null);

    private static AloneComplaints In(ComplaintState state)
    {
        var book = new AloneComplaints();
        book.Do(Receive("hash", null));
        string[] acts = state switch
        {
            ComplaintState.Assigned => ["assign"],
            ComplaintState.Answered => ["answer"],
            ComplaintState.Closed => ["answer", "close"],
            ComplaintState.Rejected => ["reject"],
            _ => [],
        };
        foreach (var act in acts)
            book.Do(Acts[act]);
        Assert.Equal(state, book.State.Find("2011-0001")!.State);
        return book;
    }
}
