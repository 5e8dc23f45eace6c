using Evaluation.Gateway.Hosting;

namespace Evaluation.Cluster.Schema;

/// <summary>Tables of this version are missing, or the account of this process has no rights on them.</summary>
internal sealed class TablesMissingException : SettingException
{
    private TablesMissingException(string message)
        : base(message)
    {
    }

    /// <param name="account">The account of the process.</param>
    /// <param name="migration">The first migration that was not applied.</param>
    public static TablesMissingException OfJournal(string? account, string migration) => new(
        $"The database of the journal lacks the migration {migration}, and the account '{account}' may not apply it. "
        + $"Run: migrate --grant {account}, with the account that owns the tables in ConnectionStrings__Evaluation. See the handbook, Accounts of the database.");

    /// <param name="account">The account of the process.</param>
    public static TablesMissingException NoRights(string? account) => new(
        $"The account '{account}' has no rights on the tables of the journal. "
        + $"Run: migrate --grant {account}, with the account that owns the tables in ConnectionStrings__Evaluation. See the handbook, Accounts of the database.");

    /// <param name="account">The account of the process.</param>
    public static TablesMissingException OfKeys(string? account) => new(
        $"The database of keys lacks tables, or the account '{account}' has no rights on them. "
        + $"Run: migrate --grant-keys {account}, with the account that owns the tables in ConnectionStrings__Keys. See the handbook, Accounts of the database.");
}
