namespace Evaluation.Assessment;

/// <summary>The lists of a ledger, each with at most one entry under a name.</summary>
internal static class Entries
{
    extension<T>(IReadOnlyList<T> entries)
        where T : class
    {
        /// <summary>The entry in place of the one that has its name, or behind all others.</summary>
        public IReadOnlyList<T> With(T entry, Func<T, string> name)
        {
            var has = entries.Any(other => name(other) == name(entry));
            return has ? [.. entries.Select(other => name(other) == name(entry) ? entry : other)] : [.. entries, entry];
        }

        public IReadOnlyList<T> Without(string gone, Func<T, string> name) => [.. entries.Where(entry => name(entry) != gone)];
    }
}
