using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Reading;

/// <summary>Reads how a round is scored. Absent members get the defaults of the records.</summary>
internal static class ScoringReader
{
    public static Policies Policies(JsonCursor at)
    {
        var standard = new Policies();
        var fields = at.Object("dontKnow", "awarenessMin", "groupMin", "commentMin", "missingGroup", "decimals", "objectionDays", "liveEvery", "publicRecount", "destroyKeyAt");
        var objectionDays = fields.Nullable("objectionDays");
        var liveEvery = fields.Nullable("liveEvery");
        var publicRecount = fields.Nullable("publicRecount");
        var destroyKeyAt = fields.Nullable("destroyKeyAt");
        return new Policies
        {
            DontKnow = DontKnow(fields.Optional("dontKnow"), standard.DontKnow),
            AwarenessMin = fields.Optional("awarenessMin").Number(standard.AwarenessMin),
            GroupMin = fields.Optional("groupMin").Integer(standard.GroupMin),
            CommentMin = fields.Optional("commentMin").Integer(standard.CommentMin),
            MissingGroup = fields.Optional("missingGroup").Choice(standard.MissingGroup),
            Decimals = fields.Optional("decimals").Integer(standard.Decimals),
            ObjectionDays = objectionDays.IsThere ? objectionDays.Integer() : null,
            LiveEvery = liveEvery.IsThere ? liveEvery.Integer() : null,
            PublicRecount = publicRecount.IsThere ? publicRecount.Choice(PublicRecount.Tallies) : null,
            DestroyKeyAt = destroyKeyAt.IsThere ? destroyKeyAt.Choice<KeyLife>() : null,
        };
    }

    /// <summary>Reads the shares. If no share is given, the vote has 100. If any share is given, the absent ones are 0.</summary>
    /// <param name="at">The object.</param>
    /// <param name="round">With the shares of a class: those of the round, whose caps the class has unless it gives its own.</param>
    public static Components Components(JsonCursor at, Components? round = null)
    {
        var standard = new Components();
        var fields = at.Object("vote", "inspection", "self", "daily", "bonusCap", "deductionCap");
        var vote = fields.Optional("vote");
        var inspection = fields.Optional("inspection");
        var self = fields.Optional("self");
        var daily = fields.Optional("daily");
        return new Components
        {
            Vote = vote.Number(inspection.IsThere || self.IsThere || daily.IsThere ? 0 : standard.Vote),
            Inspection = inspection.Number(standard.Inspection),
            Self = self.Number(standard.Self),
            Daily = daily.Number(standard.Daily),
            BonusCap = fields.Optional("bonusCap").Number((round ?? standard).BonusCap),
            DeductionCap = ListReader.Number(fields.Nullable("deductionCap")) ?? round?.DeductionCap,
        };
    }

    public static Panel Panel(JsonCursor at)
    {
        var standard = new Panel();
        var fields = at.Object("trim", "normalise", "trimFrom");
        return new Panel
        {
            Trim = fields.Optional("trim").Choice(standard.Trim),
            Normalise = fields.Optional("normalise").Flag(standard.Normalise),
            TrimFrom = ListReader.Integer(fields.Nullable("trimFrom")),
        };
    }

    private static DontKnow DontKnow(JsonCursor at, DontKnow standard)
    {
        if (at.IsObject) return new DontKnow(at.Object("value").Required("value").Number());
        return at.Word(["exclude", "zero"], " or {\"value\": a number}") switch
        {
            "exclude" => Rules.DontKnow.Exclude,
            "zero" => Rules.DontKnow.Zero,
            _ => standard,
        };
    }
}
