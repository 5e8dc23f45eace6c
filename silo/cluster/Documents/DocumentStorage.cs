using Evaluation.Cluster.Engine;
using Npgsql;

namespace Evaluation.Cluster.Documents;

/// <summary>The grain storage of documents.</summary>
internal static class DocumentStorage
{
    /// <summary>Lets the grains of documents keep their state in PostgreSQL.</summary>
    public static void AddDocuments(this ISiloBuilder silo, NpgsqlDataSource source) => silo.AddAdoNetGrainStorage(DocumentGrain.StorageName, options =>
    {
        (options.Invariant, options.DataSource) = (ClusterShape.Invariant, source);
        (options.GrainStorageSerializer, options.DeleteStateOnClear) = (new DocumentFormat(), true);
    });
}
