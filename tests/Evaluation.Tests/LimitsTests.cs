using System.Text;
using Evaluation.Ballots;
using Evaluation.Ballots.Packing;

namespace Evaluation.Tests;

/// <summary>Relations between limits.</summary>
public sealed class LimitsTests
{
    private const int WordBits = 8 * sizeof(ulong);

    /// <summary>SQLite's SQLITE_MAX_LENGTH, the smaller one of both journals.</summary>
    private const long BytesPerValue = 1_000_000_000;

    [Fact]
    public void A_mark_fits_its_bits_and_the_marks_of_a_slip_fit_one_word()
    {
        Assert.True(Limits.Options <= 1 << PackedMarks.BitsPerMark);
        Assert.True(Limits.VoteCriteria * PackedMarks.BitsPerMark <= WordBits);
        Assert.True(2 * Slips.MarkBytes(Limits.VoteCriteria) <= WordBits / PackedMarks.BitsPerMark);
    }

    [Fact]
    public void A_unit_index_fits_15_bits_a_group_index_a_byte_and_a_comment_length_two_bytes()
    {
        Assert.True(Limits.Units <= 1 << 15);
        Assert.True(Limits.Groups <= byte.MaxValue + 1);
        Assert.True(Limits.CommentBytes <= ushort.MaxValue);
        Assert.Equal(Limits.CommentBytes, Limits.CommentCharacters * Encoding.UTF8.GetByteCount("😀"));
    }

    [Fact]
    public void A_ballot_of_the_most_slips_fits_its_body()
    {
        var unit = new string('u', Limits.SlugCharacters);
        var marks = string.Join(',', Enumerable.Repeat(Limits.Options - 1, Limits.VoteCriteria));
        var slip = $$"""{"unit":"{{unit}}","marks":[{{marks}}]},""";
        Assert.True(Limits.SlipsPerBallot * slip.Length < Limits.BallotBytes);
        Assert.True(Limits.SlipsPerBallot <= Limits.Units);
    }

    [Fact]
    public void A_few_comments_of_the_greatest_length_fit_a_ballot() => Assert.True(20 * 6 * Limits.CommentBytes < Limits.BallotBytes);

    [Fact]
    public void A_definition_of_the_most_units_with_the_longest_reports_fits_its_body() =>
        Assert.True((long)Limits.Units * Limits.ReportCharacters * 3 / 2 <= Limits.DefinitionBytes);

    [Fact]
    public void An_answer_with_the_most_and_longest_corrections_fits_its_body_and_an_objection_a_small_one()
    {
        const int bytesPerCharacter = 6;
        var sheet = (Limits.Criteria * (Limits.SlugCharacters + Limits.NumberCharacters + 8)) + (Limits.ReasonCharacters * bytesPerCharacter) + 1_000;
        Assert.True((Limits.CorrectionsPerAnswer * sheet) + (Limits.ObjectionCharacters * bytesPerCharacter) < Limits.AnswerBytes);
        Assert.True((Limits.ObjectionCharacters + Limits.LabelCharacters) * 2 * bytesPerCharacter < Evaluation.Gateway.Http.Bodies.JsonBody.SmallBytes);
        Assert.True(Limits.ObjectionsPerUnit < Limits.ObjectionsPerRound);
    }

    [Fact]
    public void Tagging_a_page_of_comments_and_the_longest_answer_fit_a_small_body()
    {
        const int bytesPerCharacter = 6;
        Assert.True((Limits.CommentsPerPage * (Limits.SlugCharacters + 3)) + (2 * Limits.TagsPerComment * Limits.TagCharacters * bytesPerCharacter) < Evaluation.Gateway.Http.Bodies.JsonBody.SmallBytes);
        Assert.True(Limits.CommentAnswerCharacters * 2 * bytesPerCharacter < Evaluation.Gateway.Http.Bodies.JsonBody.SmallBytes);
        Assert.True(Limits.TagsPerComment <= Limits.TagsPerRound);
    }

    [Fact]
    public void A_draft_fits_a_document_and_its_warning_precedes_its_removal()
    {
        Assert.True(Limits.DraftBytes <= Limits.DocumentBytes);
        Assert.True(Limits.SelfAssessmentBytes < Limits.DocumentBytes);
        Assert.True(Limits.DocumentBytes < Limits.DocumentBytesPerCommit);
        Assert.True(Limits.DocumentsPerCommit < Limits.DocumentsWaiting);
        Assert.True(Limits.DraftWarningBefore < Limits.DraftAge);
        Assert.True(Limits.DocumentSweep < Limits.DraftWarningBefore);
        Assert.True((3 * Limits.SlugCharacters) + 20 <= Limits.DocumentKeyBytes);
    }

    [Fact]
    public void The_queue_of_a_grain_exceeds_one_turn_and_a_turn_fits_an_entry()
    {
        Assert.True(Limits.CommandsPerTurn <= Limits.CommandsWaiting);
        Assert.True((long)Limits.CommandsPerTurn * Limits.BallotBytes < BytesPerValue);
        Assert.True(Limits.TurnAttempts > 1);
    }

    [Fact]
    public void A_chunk_of_credentials_is_a_part_of_a_call_and_a_call_of_a_roll()
    {
        Assert.True(Limits.CredentialsPerChunk <= Limits.CredentialsPerCall);
        Assert.True(Limits.CredentialsPerCall <= Limits.Roll);
        Assert.True((long)Limits.Roll * Limits.Groups < uint.MaxValue);
    }

    [Fact]
    public void The_queue_of_the_writer_exceeds_one_commit() => Assert.True(Limits.EntriesPerCommit <= Limits.EntriesWaiting);

    [Fact]
    public void A_snapshot_covers_more_than_a_turn_and_idle_grains_are_found_in_time()
    {
        Assert.True(Limits.SnapshotEventsMin > Limits.CommandsPerTurn);
        Assert.True(Limits.SnapshotEventsAtRest <= Limits.SnapshotEventsMin);
        Assert.Equal(
            [Limits.SnapshotEventsMin, Limits.SnapshotEventsMin, 150_000, Limits.SnapshotEventsMax],
            new[] { 0L, 40_000, 300_000, 10_000_000 }.Select(version => (int)Limits.SnapshotDue(version)));
        Assert.True(Limits.IdleSweep < Limits.IdleAfter);
    }

    [Fact]
    public void The_largest_table_fits_the_limits_of_its_file()
    {
        const int unitsPerCharacter = 2;
        Assert.True(2 * unitsPerCharacter * (Limits.ReportCharacters + (2 * Limits.LabelCharacters) + (2 * Limits.SlugCharacters)) < Limits.TableRowCharacters);
        Assert.True(2 * (Limits.Groups + 1) <= Limits.TableColumns);
        Assert.True((Limits.Units + 1) * 6 < Limits.TableElements);
        Assert.True((Limits.Classes + 1) * (Limits.Groups + 2) < Limits.TableElements);
        Assert.True(2 * Limits.Units * 5 < Limits.WorkbookTexts);
        Assert.True(Limits.Units * 3L * Limits.ReportCharacters < Limits.WorkbookBytes);
    }

    [Fact]
    public void A_ballots_JSON_and_any_other_body_have_the_depth_they_need()
    {
        Assert.Equal(Limits.BallotJsonDepth, "{ slips: [ { marks: [".Count(bracket => bracket is '{' or '['));
        Assert.True(Limits.BallotJsonDepth <= Limits.JsonDepth);
    }

    [Fact]
    public void A_unit_has_room_for_many_of_the_largest_files_and_for_the_most_of_a_usual_size()
    {
        Assert.True(100L * Limits.EvidenceFileBytes <= Limits.EvidenceBytesPerUnit);
        Assert.True(Limits.EvidencePerUnit * (2L << 20) <= Limits.EvidenceBytesPerUnit);
    }

    [Fact]
    public void A_file_on_its_way_is_never_taken_for_an_orphan()
    {
        Assert.True(Limits.EvidenceReservedFor <= Limits.EvidenceCallMax);
        Assert.True(4 * (Limits.EvidenceCallMax + Limits.EvidenceReservedFor) <= Limits.EvidenceOrphanGrace);
    }
}
