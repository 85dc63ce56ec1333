#!/usr/bin/env bash
#SBATCH --job-name=jixiao
#SBATCH --array=1-16
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --requeue
# Each task converts its share; a requeued task goes on where it stopped. Afterwards, once:
#   jixiao merge out/shard-* -o out/all
set -eu
jixiao convert in -o "out/shard-$SLURM_ARRAY_TASK_ID" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --format xlsx,json --jobs "$SLURM_CPUS_PER_TASK" --resume
