import { defineAuthMethod, type MountType } from '../../core/mount-type.ts';
import { createConfigWriter, readConfig } from './config.ts';
import { checks, createLogin } from './login.ts';
import { operations } from './operations.ts';
import { POD_FOLDER, PodFiles } from './pod-files.ts';
import { records } from './records.ts';
import { createRenewal } from './renew.ts';
import { deleteRole, listRoles, readRole, roleExists, writeRole } from './roles.ts';

/** The method for a server whose pod, if it runs in one, has its files in a folder. */
export function defineKubernetes(podFolder: string): MountType {
  const pod = new PodFiles(podFolder);
  return defineAuthMethod({
    type: 'kubernetes',
    title: 'Kubernetes',
    stability: 'stable',
    operations,
    records,
    needs: [],
    handlers: {
      'kubernetes-login': createLogin(pod),
      'kubernetes-read-auth-configuration': readConfig,
      'kubernetes-configure-auth': createConfigWriter(pod),
      'kubernetes-list-auth-roles': listRoles,
      'kubernetes-read-auth-role': readRole,
      'kubernetes-write-auth-role': writeRole,
      'kubernetes-delete-auth-role': deleteRole,
    },
    exists: { 'kubernetes-write-auth-role': roleExists },
    renew: createRenewal(pod),
    roleName: { 'kubernetes-login': ({ body }) => body.role?.toLowerCase() },
    checks,
  });
}

/** Service accounts of a Kubernetes cluster, proven by its API server. */
export const kubernetes = defineKubernetes(POD_FOLDER);
