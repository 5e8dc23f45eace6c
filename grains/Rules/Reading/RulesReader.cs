using System.Text.Json;
using Evaluation.Kernel.Reading;
using Evaluation.Rules.Checking;

namespace Evaluation.Rules.Reading;

/// <summary>The result of reading a definition.</summary>
/// <param name="Rules">Null when there is any fault.</param>
/// <param name="Faults">At most <see cref="Limits.FaultsListed"/>; empty for a valid definition.</param>
public sealed record RulesReading(RoundRules? Rules, IReadOnlyList<Fault> Faults)
{
    /// <summary>
    /// The units as far as they could be read, even if there are faults. Their former codes are checked against other rounds.
    /// </summary>
    public IReadOnlyList<Unit> Units { get; init; } = [];
}

/// <summary>Reads a round's definition from a request body.</summary>
public static class RulesReader
{
    /// <summary>
    /// Reads and checks a definition. Lists all faults of form and of meaning (<see cref="RulesCheck"/>). The meaning of a part that could
    /// not be read is not checked. Never throws because of the JSON.
    /// </summary>
    public static RulesReading Read(JsonElement definition)
    {
        var faults = new FaultList();
        var rules = Round(JsonCursor.Root(definition, faults));
        RulesCheck.Check(rules, faults);
        return new RulesReading(faults.Faults.Count == 0 ? rules : null, faults.Faults) { Units = rules.Units };
    }

    private static RoundRules Round(JsonCursor body)
    {
        var standard = new RoundRules();
        var fields = body.Object(
            "id", "title", "basis", "period", "timeZone", "visibility", "ballotBoxes", "allowRevote", "options", "criteria", "groups", "classes",
            "units", "policies", "components", "panel", "grades", "vetoes", "internal", "bulletins", "optionMax", "assessors", "entries", "tail", "ties",
            "ballot", "combine", "organiser", "credentials");
        var (ties, ballot, combine) = (fields.Nullable("ties"), fields.Nullable("ballot"), fields.Nullable("combine"));
        var components = ScoringReader.Components(fields.Optional("components"));
        return new RoundRules
        {
            Id = fields.Required("id").Text(Limits.SlugCharacters),
            Title = LocalTextReader.Read(fields.Required("title")),
            Basis = Basis(fields.Nullable("basis")),
            Period = Period(fields.Nullable("period")),
            TimeZone = TimeZone(fields.Optional("timeZone"), standard.TimeZone),
            Visibility = fields.Optional("visibility").Choice(standard.Visibility),
            BallotBoxes = fields.Optional("ballotBoxes").Integer(standard.BallotBoxes),
            AllowRevote = fields.Optional("allowRevote").Flag(standard.AllowRevote),
            Options = fields.Optional("options").List(Limits.Options, ListReader.Option),
            Criteria = (combine.IsThere ? fields.Optional("criteria") : fields.Required("criteria")).List(Limits.Criteria, CriterionReader.Criterion),
            Groups = fields.Optional("groups").List(Limits.Groups, ListReader.Group),
            Classes = fields.Required("classes").List(Limits.Classes, at => ClassReader.Class(at, components)),
            Units = fields.Required("units").List(Limits.Units, ListReader.Unit),
            Policies = ScoringReader.Policies(fields.Optional("policies")),
            Components = components,
            Panel = ScoringReader.Panel(fields.Optional("panel")),
            Grades = fields.Optional("grades").List(Limits.GradesOrVetoes, ListReader.Grade),
            Vetoes = fields.Optional("vetoes").List(Limits.GradesOrVetoes, ListReader.Veto),
            Internal = fields.Optional("internal").Flag(),
            Bulletins = fields.Optional("bulletins").Choice(standard.Bulletins),
            OptionMax = ListReader.Number(fields.Nullable("optionMax")),
            Assessors = Listed(fields.Nullable("assessors").List(Limits.Assessors, FormReader.Assessor)),
            Entries = Listed(fields.Nullable("entries").List(Limits.CatalogueEntries, FormReader.Entry)),
            Tail = Listed(fields.Nullable("tail").List(Limits.TailEntries, FormReader.Tail)),
            Ties = ties.IsThere ? ties.List(Enum.GetValues<TieBreaker>().Length, tie => tie.Choice<TieBreaker>()) : null,
            Ballot = ballot.IsThere ? FormReader.Ballot(ballot) : null,
            Combine = Listed(combine.List(Limits.CombinedRounds, FormReader.Combined)),
            Organiser = Organiser(fields.Nullable("organiser")),
            Credentials = Credentials(fields.Nullable("credentials")),
        };
    }

    // A list that is not used is not written to the journal.
    private static IReadOnlyList<T>? Listed<T>(IReadOnlyList<T> items) => items.Count == 0 ? null : items;

    private static Basis? Basis(JsonCursor at)
    {
        if (!at.IsThere) return null;
        var fields = at.Object("title", "number", "issuer");
        return new Basis(
            fields.Required("title").Text(Limits.LabelCharacters),
            fields.Nullable("number").TextOrNull(Limits.LabelCharacters),
            fields.Nullable("issuer").TextOrNull(Limits.LabelCharacters));
    }

    private static Organiser? Organiser(JsonCursor at)
    {
        if (!at.IsThere) return null;
        var fields = at.Object("name", "phone", "email", "hours", "address");
        return new Organiser(
            LocalTextReader.Read(fields.Required("name")),
            fields.Nullable("phone").TextOrNull(Limits.LabelCharacters),
            Email(fields.Nullable("email")),
            LocalTextReader.ReadOptional(fields.Nullable("hours")),
            LocalTextReader.ReadOptional(fields.Nullable("address")));
    }

    /// <summary>Null for the usual form, which is not written to the journal.</summary>
    private static CredentialRules? Credentials(JsonCursor at) =>
        at.IsThere && at.Object("twoParts").Optional("twoParts").Flag() ? new CredentialRules(TwoParts: true) : null;

    private static string? Email(JsonCursor at)
    {
        var email = at.TextOrNull(Limits.LabelCharacters);
        if (email is null || (email.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !email.Contains(' ')))
            return email;
        at.Expected("an e-mail address such as \"office@city.example\"");
        return null;
    }

    private static Period? Period(JsonCursor at)
    {
        var fields = at.Object("from", "to");
        var (from, to) = (fields.Required("from").WorkDay(), fields.Required("to").WorkDay());
        return from is null || to is null ? null : new Period(from.Value, to.Value);
    }

    private static string TimeZone(JsonCursor at, string standard)
    {
        var zone = at.Text(Limits.LabelCharacters);
        if (zone.Length == 0) return standard;
        // On Unix an id is a path below the time zone folder, so only names and slashes are passed on.
        var isName = char.IsAsciiLetter(zone[0]) && zone.All(character => char.IsAsciiLetterOrDigit(character) || "_+-/".Contains(character));
        if (isName && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) return zone;
        at.Expected("an IANA time zone such as \"Asia/Shanghai\"");
        return standard;
    }
}
