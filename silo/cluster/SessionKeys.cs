using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Evaluation.Cluster;

/// <summary>Stores the keys of session cookies and form tokens in the database, so that a session is valid at every gateway.</summary>
internal sealed class SessionKeys(NpgsqlDataSource source) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = source.CreateCommand("select key from session_keys order by created_at, name");
        using var row = command.ExecuteReader();
        List<XElement> keys = [];
        while (row.Read())
            keys.Add(XElement.Parse(row.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = source.CreateCommand("insert into session_keys(name, key) values($1, $2) on conflict (name) do update set key = excluded.key");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = friendlyName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}

internal static class SessionKeysInDatabase
{
    public static void KeepKeysInDatabase(this IServiceCollection services)
    {
        services.Configure<DataProtectionOptions>(options => options.ApplicationDiscriminator = "evaluation");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            provider => new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new SessionKeys(provider.GetRequiredService<NpgsqlDataSource>())));
    }
}
